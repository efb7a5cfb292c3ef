package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Role;
import dev.tidemill.aws.plan.Statement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/** Roles with exactly the rights of the plan. */
final class Roles {

  private final Construct scope;
  private final Values values;

  Roles(Construct scope, Values values) {
    this.scope = new Construct(scope, "Roles");
    this.values = values;
  }

  /**
   * The rights stand in the role, not in a policy beside it, so that whatever has the role has
   * them, and no construct adds any.
   */
  IRole role(Role role) {
    PolicyDocument rights = PolicyDocument.Builder.create().minimize(false).build();
    role.statements().forEach(statement -> rights.addStatements(statement(statement)));
    return software.amazon.awscdk.services.iam.Role.Builder.create(scope, role.id())
        .assumedBy(ServicePrincipal.Builder.create(role.service()).conditions(trust(role)).build())
        .inlinePolicies(Collections.singletonMap("rights", rights))
        .build()
        .withoutPolicyUpdates();
  }

  private Map<String, Object> trust(Role role) {
    return role.trust().isEmpty()
        ? Collections.emptyMap()
        : Collections.singletonMap("StringEquals", values.texts(role.trust()));
  }

  private PolicyStatement statement(Statement statement) {
    PolicyStatement.Builder builder =
        PolicyStatement.Builder.create()
            .sid(statement.purpose())
            .effect(statement.allowed() ? Effect.ALLOW : Effect.DENY)
            .actions(statement.actions())
            .resources(values.texts(statement.resources()));
    if (!statement.conditions().isEmpty()) {
      Map<String, Object> conditions = new LinkedHashMap<>();
      statement
          .conditions()
          .forEach(
              (operator, keys) -> {
                Map<String, Object> wanted = new LinkedHashMap<>();
                keys.forEach((key, texts) -> wanted.put(key, values.texts(texts)));
                conditions.put(operator, wanted);
              });
      builder.conditions(conditions);
    }
    return builder.build();
  }
}
