package dev.tidemill.aws.plan;

import dev.tidemill.model.Names;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Schedules on EventBridge Scheduler, those that keep streaming runs alive among them. */
final class SchedulePlans {

  private static final String DEFAULT_INPUT =
      "{\"scheduledTime\":\"<aws.scheduler.scheduled-time>\","
          + "\"executionId\":\"<aws.scheduler.execution-id>\","
          + "\"attempt\":\"<aws.scheduler.attempt-number>\","
          + "\"scheduleId\":\"%s\"}";

  /** Its shortest: a dead letter of the keeper would tell nobody anything. */
  private static final Duration KEEPER_AGE = Duration.ofMinutes(1);

  private final Pipeline pipeline;
  private final Names names;
  private final List<String> workflows;

  SchedulePlans(Pipeline pipeline, List<GlueWorkflow> workflows) {
    this.pipeline = pipeline;
    this.names = pipeline.names();
    this.workflows = workflows.stream().map(GlueWorkflow::id).toList();
  }

  List<EventSchedule> plan(List<GlueJob> jobs) {
    List<EventSchedule> schedules = new ArrayList<>();
    pipeline.schedules().values().stream()
        .filter(schedule -> schedule.target().kind() != Schedule.Kind.STREAM)
        .map(this::schedule)
        .forEach(schedules::add);
    jobs.stream().filter(GlueJob::streaming).map(this::keeper).forEach(schedules::add);
    return schedules;
  }

  private EventSchedule schedule(Schedule schedule) {
    Call call = call(schedule);
    List<Statement> rights = new ArrayList<>();
    rights.add(call.right());
    if (schedule.deadLetters()) {
      rights.add(
          Statement.allow(
              "DeadLetters",
              List.of("sqs:SendMessage"),
              List.of(Ref.queueArn(Deployment.SCHEDULES))));
    }
    return new EventSchedule(
        schedule.id(),
        Optional.of(names.physical(schedule.id())),
        schedule.group(),
        schedule.expression().text(),
        schedule.timezone().getId(),
        schedule.start(),
        schedule.end(),
        schedule.window(),
        schedule.retry().attempts(),
        schedule.retry().maximumEventAge(),
        schedule.deadLetters(),
        schedule.enabled() && isEnabled(schedule.target()),
        call.target(),
        call.input(),
        role("Schedule-" + schedule.id(), schedule.group(), rights));
  }

  private boolean isEnabled(Schedule.Target target) {
    return target.kind() != Schedule.Kind.JOB || pipeline.jobs().get(target.id()).enabled();
  }

  /** What a schedule calls, and the right to. */
  private record Call(String target, String input, Statement right) {}

  private Call call(Schedule schedule) {
    String id = schedule.target().id();
    String name = names.physical(id);
    if (schedule.target().kind() == Schedule.Kind.FUNCTION) {
      String alias = LambdaFunction.aliasArn(name);
      return new Call(
          alias,
          schedule.input().orElseGet(() -> DEFAULT_INPUT.formatted(schedule.id())),
          Statement.allow("Invoke", List.of("lambda:InvokeFunction"), List.of(alias)));
    }
    return workflows.contains(id) ? startWorkflow(name) : startJob(name);
  }

  private static Call startJob(String name) {
    return new Call(
        universal("startJobRun"),
        "{\"JobName\":\"" + name + "\"}",
        Statement.allow("Start", List.of("glue:StartJobRun"), List.of(GlueJob.arn(name))));
  }

  private static Call startWorkflow(String name) {
    return new Call(
        universal("startWorkflowRun"),
        "{\"Name\":\"" + name + "\"}",
        Statement.allow(
            "Start", List.of("glue:StartWorkflowRun"), List.of(GlueWorkflow.arn(name))));
  }

  /**
   * A <a
   * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html">universal
   * target</a>; Glue has no other.
   */
  private static String universal(String action) {
    return "arn:" + Ref.PARTITION + ":scheduler:::aws-sdk:glue:" + action;
  }

  /** Where a run is there already, Glue refuses the start, and that is well. */
  private EventSchedule keeper(GlueJob job) {
    Call call = startJob(job.name());
    String id = "keeper" + (job.id().equals(GlueJob.SHARED) ? "" : "-" + job.id());
    String group = pipeline.id() + "-" + pipeline.stage();
    return new EventSchedule(
        id,
        Optional.empty(),
        group,
        "rate(5 minutes)",
        "UTC",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        KEEPER_AGE,
        false,
        true,
        call.target(),
        call.input(),
        role("Keeper" + id.substring("keeper".length()), group, List.of(call.right())));
  }

  /**
   * The trust names the group: <a
   * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html">Confused
   * deputy prevention</a>.
   */
  private static Role role(String id, String group, List<Statement> rights) {
    Map<String, String> trust = new TreeMap<>();
    trust.put("aws:SourceAccount", Ref.ACCOUNT);
    trust.put("aws:SourceArn", Ref.arn("scheduler", "schedule-group/" + group));
    return new Role(id, "scheduler.amazonaws.com", trust, rights);
  }
}
