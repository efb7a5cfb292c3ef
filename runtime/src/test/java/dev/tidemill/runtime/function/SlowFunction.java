package dev.tidemill.runtime.function;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A handler whose process never comes to ask for an event. */
public final class SlowFunction {

  public SlowFunction() throws InterruptedException {
    TimeUnit.MINUTES.sleep(5);
  }

  /** Never called. */
  public String handle(Map<String, Object> event) {
    return "";
  }
}
