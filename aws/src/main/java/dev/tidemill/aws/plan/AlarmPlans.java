package dev.tidemill.aws.plan;

import dev.tidemill.aws.plan.MetricAlarm.Bound;
import dev.tidemill.aws.plan.MetricAlarm.Metric;
import dev.tidemill.model.Alarm;
import dev.tidemill.model.Names;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alarms on CloudWatch: those that every pipeline has, and those of the definition. The engine
 * writes its metrics into its log (namespace {@code Tidemill}); those of functions, queues and
 * groups of consumers are AWS's own.
 */
final class AlarmPlans {

  static final String NAMESPACE = "Tidemill";

  private static final Duration PERIOD = Duration.ofMinutes(5);

  /** How long it may take to catch up before somebody should look. */
  private static final double LAG_SECONDS = 900;

  private final Pipeline pipeline;
  private final Names names;
  private final KafkaPlan kafka;

  AlarmPlans(Pipeline pipeline, KafkaPlan kafka) {
    this.pipeline = pipeline;
    this.names = pipeline.names();
    this.kafka = kafka;
  }

  List<MetricAlarm> plan(
      List<LambdaFunction> functions, List<GlueJob> jobs, List<EventSchedule> schedules) {
    List<MetricAlarm> alarms = new ArrayList<>();
    if (pipeline.aws().standardAlarms()) {
      functions.forEach(function -> ofFunction(function.id(), alarms));
      if (schedules.stream().anyMatch(EventSchedule::deadLetters)) {
        alarms.add(queue(Deployment.SCHEDULES, "schedules", "Calls of schedules failed for good"));
      }
      ofJobs(jobs, alarms);
      if (!jobs.isEmpty()) {
        alarms.add(endedBadly());
      }
      ofStreams(alarms);
    }
    pipeline.alarms().values().forEach(alarm -> alarms.add(defined(alarm)));
    return alarms;
  }

  private void ofFunction(String id, List<MetricAlarm> alarms) {
    alarms.add(
        standard(
            "errors-" + id,
            "Function " + id + " failed",
            List.of(function(id, "Errors", "Sum")),
            new Bound.Above(0)));
    alarms.add(queue(id, id, "Asynchronous calls of function " + id + " failed for good"));
  }

  private void ofJobs(List<GlueJob> jobs, List<MetricAlarm> alarms) {
    for (GlueJob job : jobs) {
      String id = job.id().equals(GlueJob.SHARED) ? "jobs" : job.id();
      alarms.add(
          standard(
              "failures-" + id,
              job.jobs().size() == 1 ? "Job " + id + " failed" : "Jobs failed",
              job.jobs().stream().map(each -> job(each, "failures")).toList(),
              new Bound.Above(0)));
      List<Metric> lags =
          job.jobs().stream().flatMap(each -> lag(each, "EstimatedMaxTimeLag").stream()).toList();
      if (!lags.isEmpty() && job.streaming()) {
        alarms.add(
            new MetricAlarm(
                "lag-" + id,
                names.physical("lag-" + id),
                "It would take more than 15 minutes to read what waits",
                lags,
                true,
                PERIOD,
                new Bound.Above(LAG_SECONDS),
                false,
                pipeline.recipients()));
      }
    }
  }

  /** A run that its own engine could not tell of: no memory, no start. */
  private MetricAlarm endedBadly() {
    Map<String, String> dimensions = new TreeMap<>();
    dimensions.put("RuleName", pipeline.id() + "-" + pipeline.stage());
    return standard(
        "failed-runs",
        "Runs on Glue failed, or took too long",
        List.of(new Metric("AWS/Events", "TriggeredRules", dimensions, "Sum")),
        new Bound.Above(0));
  }

  private void ofStreams(List<MetricAlarm> alarms) {
    for (String id : pipeline.streams().keySet()) {
      boolean read =
          pipeline.jobs().values().stream()
              .flatMap(job -> job.nodes(Node.Role.SOURCE).stream())
              .anyMatch(node -> id.equals(node.fields().get("stream")));
      if (read) {
        alarms.add(
            standard(
                "dead-letters-" + id,
                "Messages of stream " + id + " could not be decoded",
                List.of(deadLetters(id)),
                new Bound.Above(0)));
      }
    }
  }

  private MetricAlarm standard(String id, String description, List<Metric> metrics, Bound bound) {
    return new MetricAlarm(
        id,
        names.physical(id),
        description,
        metrics,
        false,
        PERIOD,
        bound,
        false,
        pipeline.recipients());
  }

  private MetricAlarm queue(String of, String id, String description) {
    Map<String, String> dimensions = new TreeMap<>();
    dimensions.put("QueueName", Ref.queueName(of));
    return standard(
        "dead-calls-" + id,
        description,
        List.of(new Metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", dimensions, "Maximum")),
        new Bound.Above(0));
  }

  private MetricAlarm defined(Alarm alarm) {
    Alarm.Metric metric = alarm.metric();
    boolean time = metric.measure() == Alarm.Measure.LAG_TIME;
    return new MetricAlarm(
        alarm.id(),
        names.physical(alarm.id()),
        alarm.description().orElse("As the definition says: alarms." + alarm.id()),
        metrics(metric),
        time || metric.measure() == Alarm.Measure.P95,
        alarm.period(),
        bound(alarm.bound(), time ? 1000 : 1),
        alarm.missing() == Alarm.Missing.ALARM,
        alarm.recipients().isEmpty() ? pipeline.recipients() : alarm.recipients());
  }

  /**
   * @param unit of a time, in milliseconds
   */
  private static Bound bound(Alarm.Bound bound, long unit) {
    if (bound instanceof Alarm.Bound.Above above) {
      return new Bound.Above(above.value());
    }
    if (bound instanceof Alarm.Bound.Below below) {
      return new Bound.Below(below.value());
    }
    if (bound instanceof Alarm.Bound.Longer longer) {
      return new Bound.Above((double) longer.value().toMillis() / unit);
    }
    if (bound instanceof Alarm.Bound.Shorter shorter) {
      return new Bound.Below((double) shorter.value().toMillis() / unit);
    }
    return new Bound.Band(((Alarm.Bound.Anomaly) bound).band());
  }

  private List<Metric> metrics(Alarm.Metric metric) {
    String id = metric.id();
    return switch (metric.measure()) {
      case INVOCATIONS -> List.of(function(id, "Invocations", "Sum"));
      case ERRORS -> List.of(function(id, "Errors", "Sum"));
      case TIMEOUTS -> List.of(timeouts(id));
      case P95 -> List.of(function(id, "Duration", "p95"));
      case FAILURES ->
          List.of(metric.kind() == Alarm.Kind.SCHEDULE ? group(id) : job(id, "failures"));
      case ROWS_OUT -> List.of(job(id, "rowsOut"));
      case DROPPED -> List.of(job(id, "dropped"));
      case NULLED -> List.of(job(id, "nulled"));
      case LAG -> lag(id, "SumOffsetLag");
      case LAG_TIME -> lag(id, "EstimatedMaxTimeLag");
      case DEAD_LETTERS -> List.of(deadLetters(id));
    };
  }

  private Metric function(String id, String name, String statistic) {
    Map<String, String> dimensions = new TreeMap<>();
    dimensions.put("FunctionName", names.physical(id));
    return new Metric("AWS/Lambda", name, dimensions, statistic);
  }

  /** Lambda has no metric of timeouts: a filter counts what it logs of them. */
  private Metric timeouts(String id) {
    return new Metric(NAMESPACE, timeoutsName(names.physical(id)), new TreeMap<>(), "Sum");
  }

  static String timeoutsName(String function) {
    return "timeouts-" + function;
  }

  private Metric job(String id, String name) {
    Map<String, String> dimensions = dimensions();
    dimensions.put("job", id);
    return new Metric(NAMESPACE, name, dimensions, "Sum");
  }

  private Metric deadLetters(String id) {
    Map<String, String> dimensions = dimensions();
    dimensions.put("stream", id);
    return new Metric(NAMESPACE, "deadLetters", dimensions, "Sum");
  }

  private Map<String, String> dimensions() {
    Map<String, String> dimensions = new TreeMap<>();
    dimensions.put("pipeline", pipeline.id());
    dimensions.put("stage", pipeline.stage());
    return dimensions;
  }

  /** Scheduler counts by group only. */
  private Metric group(String schedule) {
    Map<String, String> dimensions = new TreeMap<>();
    dimensions.put("ScheduleGroup", pipeline.schedules().get(schedule).group());
    return new Metric("AWS/Scheduler", "TargetErrorCount", dimensions, "Sum");
  }

  /**
   * The engine commits its offsets in a group that is called as the job, so that <a
   * href="https://docs.aws.amazon.com/msk/latest/developerguide/consumer-lag.html">MSK's consumer
   * lag</a> can be seen.
   */
  private List<Metric> lag(String id, String name) {
    List<Metric> metrics = new ArrayList<>();
    for (Stream stream : kafka.counted(pipeline.jobs().get(id))) {
      Map<String, String> dimensions = new TreeMap<>();
      dimensions.put("Cluster Name", kafka.cluster().orElseThrow().name());
      dimensions.put("Consumer Group", names.physical(id));
      dimensions.put("Topic", stream.topic());
      metrics.add(new Metric("AWS/Kafka", name, dimensions, "Maximum"));
    }
    return metrics;
  }
}
