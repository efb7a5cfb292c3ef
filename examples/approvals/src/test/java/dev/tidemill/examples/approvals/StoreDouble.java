package dev.tidemill.examples.approvals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * As much of DynamoDB as the handlers use, with small pages: a scan gives seven items at a time
 * before it filters by status, a batch read gives two and leaves the rest unprocessed.
 */
final class StoreDouble implements DynamoDbClient {
  private static final int PAGE = 7;
  private static final int PROCESSED = 2;

  final List<Map<String, AttributeValue>> approvals = new ArrayList<>();
  final Map<String, Map<String, AttributeValue>> users = new LinkedHashMap<>();

  @Override
  public ScanResponse scan(ScanRequest request) {
    int from =
        request.hasExclusiveStartKey()
            ? Integer.parseInt(request.exclusiveStartKey().get("row").n())
            : 0;
    int to = Math.min(from + PAGE, approvals.size());
    AttributeValue wanted = request.expressionAttributeValues().get(":pending");
    ScanResponse.Builder answer =
        ScanResponse.builder()
            .items(
                approvals.subList(from, to).stream()
                    .filter(item -> wanted.equals(item.get("status")))
                    .toList());
    return to == approvals.size()
        ? answer.build()
        : answer.lastEvaluatedKey(Map.of("row", AttributeValue.fromN("" + to))).build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    users.put(request.item().get("userId").s(), request.item());
    return PutItemResponse.builder().build();
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    Map.Entry<String, KeysAndAttributes> asked =
        request.requestItems().entrySet().iterator().next();
    List<Map<String, AttributeValue>> keys = asked.getValue().keys();
    if (keys.size() > 100) {
      throw new IllegalArgumentException("at most 100 keys a call, not " + keys.size());
    }
    int now = Math.min(PROCESSED, keys.size());
    BatchGetItemResponse.Builder answer =
        BatchGetItemResponse.builder()
            .responses(
                Map.of(
                    asked.getKey(),
                    keys.subList(0, now).stream()
                        .map(key -> users.get(key.get("userId").s()))
                        .filter(Objects::nonNull)
                        .toList()));
    if (now < keys.size()) {
      answer.unprocessedKeys(
          Map.of(
              asked.getKey(),
              asked.getValue().toBuilder().keys(keys.subList(now, keys.size())).build()));
    } else {
      answer.unprocessedKeys(Map.of());
    }
    return answer.build();
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}
}
