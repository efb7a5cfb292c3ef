package dev.tidemill.bench.author;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** Answers with its own time. */
public class Typed implements RequestHandler<Map<String, Object>, Long> {
  @Override
  public Long handleRequest(Map<String, Object> event, Context context) {
    return Work.done();
  }
}
