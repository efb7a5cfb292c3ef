package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.model.Budget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.constructs.Construct;

/**
 * A budget of AWS Budgets. It counts what has the pipeline's tag, once that is <a
 * href="https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html">activated
 * as a cost allocation tag</a>.
 */
final class MonthlyBudget {

  private static final int SPENT = 80;
  private static final int FORECAST = 100;

  MonthlyBudget(Construct parent, Deployment deployment, Budget budget) {
    Map<String, Object> filter = new LinkedHashMap<>();
    filter.put("TagKeyValue", List.of("user:tidemill:pipeline$" + deployment.names().pipeline()));
    CfnBudget.Builder builder =
        CfnBudget.Builder.create(new Construct(parent, "Budget"), "Monthly")
            .budget(
                CfnBudget.BudgetDataProperty.builder()
                    .budgetName(deployment.name())
                    .budgetType("COST")
                    .timeUnit("MONTHLY")
                    .budgetLimit(
                        CfnBudget.SpendProperty.builder()
                            .amount(budget.monthly().amount())
                            .unit(budget.monthly().currency())
                            .build())
                    .costFilters(filter)
                    .build());
    if (!budget.recipients().isEmpty()) {
      builder.notificationsWithSubscribers(
          List.of(told(budget, "ACTUAL", SPENT), told(budget, "FORECASTED", FORECAST)));
    }
    builder.build();
  }

  private static CfnBudget.NotificationWithSubscribersProperty told(
      Budget budget, String what, int percent) {
    return CfnBudget.NotificationWithSubscribersProperty.builder()
        .notification(
            CfnBudget.NotificationProperty.builder()
                .notificationType(what)
                .comparisonOperator("GREATER_THAN")
                .threshold(percent)
                .thresholdType("PERCENTAGE")
                .build())
        .subscribers(
            budget.recipients().stream()
                .map(
                    recipient ->
                        CfnBudget.SubscriberProperty.builder()
                            .address(recipient)
                            .subscriptionType(recipient.startsWith("arn:") ? "SNS" : "EMAIL")
                            .build())
                .toList())
        .build();
  }
}
