package dev.tidemill.bench.author;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tidemill.functions.StreamClient;
import java.util.Map;

/** Answers with its own time, and sends an event. */
public class Sending implements RequestHandler<Map<String, Object>, Long> {
  private final StreamClient events = StreamClient.named("events");

  @Override
  public Long handleRequest(Map<String, Object> event, Context context) {
    events.send(event);
    return Work.done();
  }
}
