package dev.tidemill.aws.bill;

import dev.tidemill.aws.bill.process.GlueStreaming;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.AwsStreams.Authentication;
import dev.tidemill.model.Function;
import dev.tidemill.model.GlueSettings;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.schedule.ScheduleExpression;
import dev.tidemill.model.schedule.ScheduleExpressions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A definition with one thing in it changed, as if it had been written so. */
final class Changes {

  private static final ScheduleExpression HOURLY =
      ScheduleExpressions.parse("rate(1 hour)").value().orElseThrow();
  private static final Schedule.RetryPolicy RETRY =
      new Schedule.RetryPolicy(3, Duration.ofHours(1));

  private final Pipeline pipeline;

  Changes(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** How clients are known to the cluster now. */
  Authentication authentication() {
    return pipeline.aws().streams() instanceof AwsStreams.Provisioned brokers
        ? brokers.authentication()
        : Authentication.IAM;
  }

  Pipeline to(AwsStreams streams) {
    return pipeline.with(
        pipeline.connections(), pipeline.aws().with(streams, pipeline.aws().glue()));
  }

  /** Other workers for the run of these jobs. */
  Pipeline to(List<String> jobs, GlueStreaming workers) {
    UnaryOperator<GlueSettings> change =
        now ->
            new GlueSettings(
                now.shared(), workers.worker().type(), workers.workers(), now.maintenanceWindow());
    Pipeline changed = jobs(jobs, job -> job.with(job.every(), change.apply(job.aws())));
    return pipeline.jobs().get(jobs.get(0)).aws().shared()
        ? changed.with(
            pipeline.connections(),
            pipeline.aws().with(pipeline.aws().streams(), change.apply(pipeline.aws().glue())))
        : changed;
  }

  Pipeline every(List<String> jobs, Duration window) {
    return jobs(jobs, job -> job.with(Optional.of(window), job.aws()));
  }

  /** A schedule for each job instead of a window, and a worker that takes such runs. */
  Pipeline hourly(List<String> jobs) {
    Pipeline changed =
        jobs(
            jobs,
            job -> {
              boolean streamsOnly = job.aws().workerType().equals(GlueSettings.STREAMING_WORKER);
              String worker =
                  streamsOnly ? GlueSettings.BATCH.workerType() : job.aws().workerType();
              GlueSettings alone =
                  new GlueSettings(false, worker, job.aws().workers(), Optional.empty());
              return job.with(Optional.empty(), alone);
            });
    Map<String, Schedule> schedules = new LinkedHashMap<>(pipeline.schedules());
    jobs.forEach(id -> schedules.put(id, hourly(pipeline.jobs().get(id))));
    return changed.with(changed.jobs(), schedules);
  }

  private Schedule hourly(Job job) {
    return new Schedule(
        job.id(),
        HOURLY,
        ZoneOffset.UTC,
        new Schedule.Target(Schedule.Kind.JOB, job.id()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        pipeline.id() + "-" + pipeline.stage(),
        RETRY,
        true,
        true,
        Schedule.Missed.RUN_ONCE,
        false,
        job.position());
  }

  private Pipeline jobs(List<String> ids, UnaryOperator<Job> change) {
    Map<String, Job> jobs = new LinkedHashMap<>(pipeline.jobs());
    ids.forEach(id -> jobs.compute(id, (k, job) -> change.apply(job)));
    return pipeline.with(jobs);
  }

  Pipeline functions(UnaryOperator<Function> change) {
    Map<String, Function> functions = new LinkedHashMap<>();
    pipeline.functions().forEach((id, function) -> functions.put(id, change.apply(function)));
    return pipeline.withFunctions(functions);
  }
}
