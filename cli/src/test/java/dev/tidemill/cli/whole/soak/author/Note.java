package dev.tidemill.cli.whole.soak.author;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** Answers; that it was called shows in its execution record. */
public final class Note implements RequestHandler<Map<String, Object>, String> {

  @Override
  public String handleRequest(Map<String, Object> event, Context context) {
    return context.getAwsRequestId();
  }
}
