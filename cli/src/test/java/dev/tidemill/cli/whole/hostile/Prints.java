package dev.tidemill.cli.whole.hostile;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** Prints 64 MB and then answers. */
public final class Prints implements RequestHandler<Map<String, Object>, String> {

  @Override
  public String handleRequest(Map<String, Object> event, Context context) {
    String line = "x".repeat(1023);
    for (int i = 0; i < 64 * 1024; i++) {
      System.out.println(line);
    }
    return "done";
  }
}
