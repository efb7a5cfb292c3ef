package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.EventSchedule;
import dev.tidemill.aws.plan.Ref;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.constructs.Construct;

/**
 * Schedules of EventBridge Scheduler. Not by CDK's L2, whose targets give the role more rights than
 * the alias or the job that is called.
 */
final class Schedules {

  private final Construct scope;
  private final Roles roles;
  private final Values values;
  private final Map<String, CfnScheduleGroup> groups = new LinkedHashMap<>();
  private final List<CfnSchedule> all = new ArrayList<>();

  Schedules(Construct parent, Deployment deployment, Roles roles, Values values) {
    this.scope = new Construct(parent, "Schedules");
    this.roles = roles;
    this.values = values;
    for (String group : deployment.scheduleGroups()) {
      String id = group.equals(deployment.name()) ? "Group" : "Group-" + group;
      groups.put(group, CfnScheduleGroup.Builder.create(scope, id).name(group).build());
    }
    deployment.schedules().forEach(this::schedule);
  }

  private void schedule(EventSchedule plan) {
    CfnSchedule.Builder schedule =
        CfnSchedule.Builder.create(scope, "Schedule-" + plan.id())
            .groupName(plan.group())
            .scheduleExpression(plan.expression())
            .scheduleExpressionTimezone(plan.timezone())
            .flexibleTimeWindow(window(plan))
            .state(plan.enabled() ? "ENABLED" : "DISABLED")
            .target(target(plan));
    plan.name().ifPresent(schedule::name);
    plan.start().ifPresent(start -> schedule.startDate(start.toString()));
    plan.end().ifPresent(end -> schedule.endDate(end.toString()));
    CfnSchedule made = schedule.build();
    // Named by a text, which CloudFormation does not follow.
    made.getNode().addDependency(groups.get(plan.group()));
    all.add(made);
  }

  List<CfnSchedule> all() {
    return all;
  }

  private static CfnSchedule.FlexibleTimeWindowProperty window(EventSchedule plan) {
    CfnSchedule.FlexibleTimeWindowProperty.Builder window =
        CfnSchedule.FlexibleTimeWindowProperty.builder()
            .mode(plan.window().isPresent() ? "FLEXIBLE" : "OFF");
    plan.window().ifPresent(time -> window.maximumWindowInMinutes(time.toMinutes()));
    return window.build();
  }

  private CfnSchedule.TargetProperty target(EventSchedule plan) {
    CfnSchedule.TargetProperty.Builder target =
        CfnSchedule.TargetProperty.builder()
            .arn(values.text(plan.target()))
            .roleArn(roles.role(plan.role()).getRoleArn())
            .input(plan.input())
            .retryPolicy(
                CfnSchedule.RetryPolicyProperty.builder()
                    .maximumRetryAttempts(plan.attempts())
                    .maximumEventAgeInSeconds(plan.maximumEventAge().toSeconds())
                    .build());
    if (plan.deadLetters()) {
      target.deadLetterConfig(
          CfnSchedule.DeadLetterConfigProperty.builder()
              .arn(values.text(Ref.queueArn(Deployment.SCHEDULES)))
              .build());
    }
    return target.build();
  }
}
