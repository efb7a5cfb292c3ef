package dev.tidemill.engine.run;

import dev.tidemill.engine.plan.BatchParameters;
import dev.tidemill.engine.plan.CountedPlan;
import dev.tidemill.engine.plan.JobPlanner;
import dev.tidemill.engine.plan.Shared;
import dev.tidemill.engine.plan.SourceRows;
import java.time.Instant;
import java.util.Map;

/** Plans of a job over ranges. */
final class JobPlans implements Batch.Planner {

  private final JobContext context;
  private final Sources sources;
  private Shared shared;

  JobPlans(JobContext context, Sources sources) {
    this.context = context;
    this.sources = sources;
  }

  @Override
  public CountedPlan apply(Map<String, SourceRange> ranges, BatchParameters parameters) {
    if (shared == null) {
      shared = JobPlanner.share(context.pipeline(), context.job(), context.session());
    }
    return plan(node -> ranges.get(sources.of(node).place()).rows(node), parameters, shared);
  }

  /** For the columns of the targets alone. */
  CountedPlan overNothing() {
    return plan(
        JobPlanner.nothing(context.session()),
        new BatchParameters(Instant.EPOCH, Instant.EPOCH, 0),
        Shared.NOTHING);
  }

  private CountedPlan plan(SourceRows rows, BatchParameters parameters, Shared shared) {
    return JobPlanner.plan(
        context.pipeline(), context.job(), context.session(), rows, parameters, shared);
  }
}
