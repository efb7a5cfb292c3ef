package dev.tidemill.functions.author;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tidemill.functions.ExecutionRecord;
import dev.tidemill.functions.StreamClient;
import java.util.HashMap;
import java.util.Map;

/** Sends a reminder, adds to its record, and fails as the event says. */
public class Reminding implements RequestHandler<Map<String, String>, String> {
  /** The user is not one. */
  public static class InvalidUser extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidUser(String message) {
      super(message);
    }
  }

  /** Where the reminders go: the tests have no environment to name it in. */
  public static final ThreadLocal<StreamClient> STREAM = new ThreadLocal<>();

  @Override
  public String handleRequest(Map<String, String> event, Context context) {
    if (event.containsKey("to")) {
      STREAM.get().send(Map.of("to", event.get("to")));
    }
    ExecutionRecord.current().put("user", Map.of("userId", event.getOrDefault("to", "nobody")));
    if (event.containsKey("loop")) {
      Map<String, Object> loop = new HashMap<>();
      loop.put("loop", loop);
      ExecutionRecord.current().put("user", loop);
    }
    if (event.containsKey("fail")) {
      throw new InvalidUser(event.get("fail"));
    }
    return "done";
  }
}
