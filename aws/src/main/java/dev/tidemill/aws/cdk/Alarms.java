package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.GlueJob;
import dev.tidemill.aws.plan.MetricAlarm;
import dev.tidemill.aws.plan.MetricAlarm.Bound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmBase;
import software.amazon.awscdk.services.cloudwatch.AnomalyDetectionAlarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** Alarms, and a rule that sees runs of Glue that failed. */
final class Alarms {

  private final Construct scope;
  private final Values values;
  private final Recipients recipients;
  private final Map<String, IAlarm> alarms = new LinkedHashMap<>();

  Alarms(Construct parent, Deployment deployment, Recipients recipients, Values values) {
    this.scope = new Construct(parent, "Alarms");
    this.values = values;
    this.recipients = recipients;
    if (!deployment.jobs().isEmpty()) {
      failedRuns(deployment);
    }
    deployment.alarms().forEach(alarm -> alarms.put(alarm.id(), make(alarm)));
  }

  Map<String, IAlarm> all() {
    return Collections.unmodifiableMap(alarms);
  }

  private IAlarm make(MetricAlarm plan) {
    Duration period = Durations.of(plan.period());
    AlarmBase alarm =
        plan.bound() instanceof Bound.Band band
            ? anomaly(plan, band.deviations(), period)
            : threshold(plan, period);
    plan.recipients()
        .forEach(recipient -> alarm.addAlarmAction(new SnsAction(recipients.topic(recipient))));
    return alarm;
  }

  private AlarmBase threshold(MetricAlarm plan, Duration period) {
    boolean above = plan.bound() instanceof Bound.Above;
    double value =
        above ? ((Bound.Above) plan.bound()).value() : ((Bound.Below) plan.bound()).value();
    return Alarm.Builder.create(scope, "Alarm-" + plan.id())
        .alarmName(plan.name())
        .alarmDescription(plan.description())
        .metric(metric(plan, period))
        .threshold(value)
        .comparisonOperator(
            above
                ? ComparisonOperator.GREATER_THAN_THRESHOLD
                : ComparisonOperator.LESS_THAN_THRESHOLD)
        .evaluationPeriods(1)
        .treatMissingData(
            plan.missingIsAlarm() ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING)
        .build();
  }

  /** Until the band is learnt there is nothing to compare with. */
  private AlarmBase anomaly(MetricAlarm plan, double deviations, Duration period) {
    return AnomalyDetectionAlarm.Builder.create(scope, "Alarm-" + plan.id())
        .alarmName(plan.name())
        .alarmDescription(plan.description())
        .metric(metric(plan, period))
        .stdDevs(deviations)
        .evaluationPeriods(1)
        .treatMissingData(
            plan.missingIsAlarm() ? TreatMissingData.BREACHING : TreatMissingData.IGNORE)
        .build();
  }

  private IMetric metric(MetricAlarm plan, Duration period) {
    List<Metric> metrics = plan.metrics().stream().map(each -> metric(each, period)).toList();
    if (metrics.size() == 1) {
      return metrics.get(0);
    }
    Map<String, IMetric> named = new LinkedHashMap<>();
    for (int i = 0; i < metrics.size(); i++) {
      named.put("m" + i, metrics.get(i));
    }
    String all =
        named.keySet().stream()
            .map(name -> "FILL(" + name + ",0)")
            .collect(Collectors.joining(","));
    return MathExpression.Builder.create()
        .expression((plan.greatest() ? "MAX" : "SUM") + "([" + all + "])")
        .label(plan.description())
        .usingMetrics(named)
        .period(period)
        .build();
  }

  private Metric metric(MetricAlarm.Metric plan, Duration period) {
    Metric.Builder metric =
        Metric.Builder.create()
            .namespace(plan.namespace())
            .metricName(plan.name())
            .statistic(plan.statistic())
            .period(period);
    if (!plan.dimensions().isEmpty()) {
      metric.dimensionsMap(values.texts(plan.dimensions()));
    }
    return metric.build();
  }

  /** A run that ended before the engine could say anything is seen by its state. */
  private void failedRuns(Deployment deployment) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("jobName", deployment.jobs().stream().map(GlueJob::name).toList());
    detail.put("state", List.of("FAILED", "TIMEOUT", "ERROR"));
    Map<String, Object> pattern = new LinkedHashMap<>();
    pattern.put("source", List.of("aws.glue"));
    pattern.put("detail-type", List.of("Glue Job State Change"));
    pattern.put("detail", detail);
    List<CfnRule.TargetProperty> targets = new ArrayList<>();
    for (String recipient : deployment.recipients()) {
      ITopic topic = recipients.topicForEvents(recipient);
      targets.add(
          CfnRule.TargetProperty.builder()
              .id("recipient-" + targets.size())
              .arn(topic.getTopicArn())
              .build());
    }
    CfnRule.Builder rule =
        CfnRule.Builder.create(scope, "FailedRuns")
            .name(deployment.name())
            .description("Runs of Glue jobs that failed")
            .eventPattern(pattern);
    if (!targets.isEmpty()) {
      rule.targets(targets);
    }
    rule.build();
  }
}
