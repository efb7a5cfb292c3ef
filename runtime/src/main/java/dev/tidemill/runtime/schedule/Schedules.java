package dev.tidemill.runtime.schedule;

import dev.tidemill.model.Names;
import dev.tidemill.model.Schedule;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.state.StateDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The schedules of a pipeline, fired as EventBridge Scheduler does. */
public final class Schedules implements AutoCloseable {

  /** Ready; nothing fires before {@link #apply}. */
  public Schedules(
      StateDatabase database,
      Names names,
      History history,
      DeadLetters deadLetters,
      FireTargets targets,
      Clock clock) {}

  /**
   * Makes these the schedules, at the start and after each change of the definition. The first call
   * begins to fire.
   */
  public void apply(Collection<Schedule> schedules) {}

  /** What is due next, soonest first. */
  public List<NextFire> next(int limit) {
    return List.of();
  }

  /** Fires nothing until {@link #resume}; what becomes due meanwhile counts as missed. */
  public void pause() {}

  /** Fires again. */
  public void resume() {}

  /** Begins no more fires, and waits for the running ones. */
  public void close(Duration patience) {}

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }
}
