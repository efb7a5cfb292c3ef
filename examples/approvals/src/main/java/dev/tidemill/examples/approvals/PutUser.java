package dev.tidemill.examples.approvals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tidemill.functions.ExecutionRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Checks a user and puts it into the store {@code users}; a bad one is refused. */
public final class PutUser implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final DynamoDbClient dynamo;
  private final String users;

  public PutUser() {
    this(Dynamo.client(), Dynamo.environment("TIDEMILL_STORE_USERS"));
  }

  PutUser(DynamoDbClient dynamo, String users) {
    this.dynamo = dynamo;
    this.users = users;
  }

  /**
   * @return the user's id, and that it is stored
   * @throws InvalidUser if a field is missing or wrong
   */
  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    UserReader reader = new UserReader(event);
    // Before the check, so that the record of a refused call says whose it was. Only what was
    // valid: the stream would set a record with another type aside as a dead letter.
    ExecutionRecord.current().put("user", reader.known());
    User user = reader.user();
    dynamo.putItem(request -> request.tableName(users).item(user.toItem()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("userId", user.userId());
    answer.put("stored", true);
    return answer;
  }
}
