package dev.tidemill.functions.bootstrap;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;

/** Each call starts a new line on standard output, as each is an event of its own on Lambda. */
final class StandardOutputLogger implements LambdaLogger {

  @Override
  public void log(String message) {
    String text = String.valueOf(message);
    System.out.print(text.endsWith("\n") ? text : text + "\n");
  }

  @Override
  public void log(byte[] message) {
    log(new String(message, StandardCharsets.UTF_8));
  }

  /** Makes it the logger that logging libraries' Lambda appenders find. */
  void install() {
    try {
      Field logger = LambdaRuntime.class.getDeclaredField("logger");
      logger.setAccessible(true);
      logger.set(null, this);
    } catch (ReflectiveOperationException e) {
      // Another version of AWS's library: its own logger writes to standard output too.
    }
  }
}
