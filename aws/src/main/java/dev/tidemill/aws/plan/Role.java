package dev.tidemill.aws.plan;

import java.util.List;
import java.util.Map;

/**
 * What a part of the deployment acts as.
 *
 * @param id in the deployment: {@code Function-PutUser}
 * @param service who may take it: {@code lambda.amazonaws.com}
 * @param trust further conditions of that, values by key, all to be equal
 */
public record Role(
    String id, String service, Map<String, String> trust, List<Statement> statements) {

  public Role {
    statements = List.copyOf(statements);
  }
}
