package dev.tidemill.runtime.rehearse;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * One thing that happened in a rehearsal, told as it happens and one at a time, though not always
 * from the same thread. The order is that of the records here.
 */
public sealed interface RehearsalEvent {

  /** It begins: everything in the definition is known to be fine. */
  record Began(String pipeline, String stage, Instant at) implements RehearsalEvent {}

  /** The build command ran and ended well. */
  record Built(String command, Duration took) implements RehearsalEvent {}

  /** A part is up: {@code broker}, {@code Spark}, {@code stores}, {@code functions}. */
  record PartStarted(String part, Duration took) implements RehearsalEvent {}

  /**
   * All parts are up.
   *
   * @param took less than the sum, since they start side by side
   */
  record Started(List<PartStarted> parts, Duration took) implements RehearsalEvent {
    public Started {
      parts = List.copyOf(parts);
    }
  }

  /** Every job has been planned, without an error. */
  record Planned(int jobs, int nodes, Duration took) implements RehearsalEvent {}

  /** A file's items are in a store. */
  record StoreFed(String store, Path file, long items) implements RehearsalEvent {}

  /** A file's messages are in a stream. */
  record StreamFed(String stream, Path file, long messages) implements RehearsalEvent {}

  /** All calls of a function are over, of its samples and of its schedules. */
  record FunctionFinished(FunctionReport report) implements RehearsalEvent {}

  /** A schedule whose target is not a function has fired. */
  record ScheduleFired(ScheduleReport report) implements RehearsalEvent {}

  /** A job has drained its streams, or failed. */
  record JobFinished(JobReport report) implements RehearsalEvent {}

  /** The first rows of a table that was written. */
  record TableShown(TableReport report) implements RehearsalEvent {}

  /** An expectation was asked. */
  record ExpectationAsked(ExpectationReport report) implements RehearsalEvent {}

  /**
   * A long step goes on; only a terminal shows it, and only until the next event.
   *
   * @param what {@code PutUser}, {@code executions, batch 2}, {@code starting Spark, 3 s}
   * @param done shown only with a total
   * @param total how many there will be, if known
   */
  record Progressed(String what, long done, OptionalLong total) implements RehearsalEvent {}
}
