package dev.tidemill.model.check;

import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.resolve.ResolvedDefinition;
import java.time.Clock;

/** Runs all checks that look at more than one key. */
public final class Checks {

  private final Clock clock;

  /**
   * @param clock tells which schedules are over
   */
  public Checks(Clock clock) {
    this.clock = clock;
  }

  /** Adds what is wrong to the definition's findings. */
  public void check(ResolvedDefinition definition) {
    new NameCheck(definition).check();
    new ColumnCheck(definition).check();
    new RecordCheck(definition).check();
    new ScheduleCheck(definition, clock).check();
    definition.block("jobs").things().forEach((id, job) -> job(definition, id, job));
    new AfterCheck(definition).check();
    new WriterCheck(definition).check();
    new FeedCheck(definition).check();
    new ConnectionCheck(definition).check();
    new AwsCheck(definition).check();
    new ParameterCheck(definition).check();
    if (!definition.findings().hasErrors()) {
      definition.findings().addAll(definition.reading().notBuilt());
    }
  }

  private static void job(ResolvedDefinition definition, String id, Fields job) {
    JobGraph graph = JobGraph.of(id, job, definition);
    new TriggerCheck(graph, definition.findings()).check(definition.block("schedules").things());
    new JobCheck(graph, definition.findings()).check();
  }
}
