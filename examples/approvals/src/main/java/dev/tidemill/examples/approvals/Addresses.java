package dev.tidemill.examples.approvals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Looks up e-mail addresses in the store {@code users}. */
record Addresses(DynamoDbClient dynamo, String users) {
  /**
   * <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">Keys
   * that one call takes.</a>
   */
  private static final int BATCH = 100;

  /** E-mail address by user id; without the users who are not in the store. */
  Map<String, String> of(Set<String> userIds) {
    Map<String, String> found = new HashMap<>();
    List<String> ids = List.copyOf(userIds);
    for (int from = 0; from < ids.size(); from += BATCH) {
      read(ids.subList(from, Math.min(from + BATCH, ids.size())), found);
    }
    return found;
  }

  private void read(List<String> userIds, Map<String, String> found) {
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    userIds.forEach(id -> keys.add(Map.of("userId", AttributeValue.fromS(id))));
    Map<String, KeysAndAttributes> asked =
        Map.of(
            users,
            KeysAndAttributes.builder().keys(keys).projectionExpression("userId, email").build());
    while (!asked.isEmpty()) {
      Map<String, KeysAndAttributes> request = asked;
      BatchGetItemResponse answer = dynamo.batchGetItem(call -> call.requestItems(request));
      for (Map<String, AttributeValue> item : answer.responses().getOrDefault(users, List.of())) {
        if (item.containsKey("email")) {
          found.put(item.get("userId").s(), item.get("email").s());
        }
      }
      asked = answer.unprocessedKeys();
    }
  }
}
