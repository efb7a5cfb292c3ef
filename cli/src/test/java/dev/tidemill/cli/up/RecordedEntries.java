package dev.tidemill.cli.up;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.model.RunState;
import dev.tidemill.runtime.history.BatchEntry;
import dev.tidemill.runtime.history.FireEntry;
import dev.tidemill.runtime.history.InvocationEntry;
import dev.tidemill.runtime.history.JobRunEntry;
import dev.tidemill.runtime.history.MaintenanceEntry;
import dev.tidemill.runtime.history.NoticeEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What may happen. */
final class RecordedEntries {

  static final Instant AT = Instant.parse("2026-11-13T10:03:41Z");
  private static final Path LOG = Path.of("x.log");

  private RecordedEntries() {}

  static InvocationEntry call(String origin, int attempt, String errorType) {
    return new InvocationEntry(
        AT,
        "5f0c",
        "PutUser",
        origin,
        attempt,
        Duration.ofMillis(5),
        Optional.empty(),
        Optional.of(errorType).filter(type -> !type.isEmpty()),
        Optional.of("email 'a@'").filter(message -> !errorType.isEmpty()),
        LOG,
        0,
        9);
  }

  static FireEntry fire(FireEntry.Outcome outcome, String detail) {
    return new FireEntry(AT, "nightly", AT.minusSeconds(41), "e1", 4, outcome, detail);
  }

  static JobRunEntry run(RunState state, String error) {
    return new JobRunEntry(
        AT,
        "jr_1",
        "executions",
        "up",
        state,
        1,
        state.isFinal() ? Optional.of(AT.plusSeconds(60)) : Optional.empty(),
        1,
        313,
        311,
        Optional.of(error).filter(text -> !text.isEmpty()),
        LOG);
  }

  static BatchEntry batch(long in, long dead, long expired) {
    OptionalLong none = OptionalLong.empty();
    NodeCounts log =
        new NodeCounts(
            "log",
            OptionalLong.of(in),
            OptionalLong.of(in - dead),
            none,
            none,
            OptionalLong.of(dead));
    return new BatchEntry(
        AT,
        "jr_1",
        new BatchReport(
            "executions",
            17,
            AT,
            AT,
            Duration.ofMillis(1100),
            List.of(log),
            false,
            expired,
            List.of()));
  }

  static MaintenanceEntry maintenance() {
    return new MaintenanceEntry(
        AT, new MaintenanceReport("executions", 40, 2, 38, 1, Duration.ofSeconds(2), List.of()));
  }

  static NoticeEntry notice(boolean warning) {
    return new NoticeEntry(AT, "disk", "900 MB free", warning);
  }
}
