package dev.tidemill.functions.bootstrap;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The Kafka client brings slf4j's interface, which warns on standard error where no logger is
 * behind it. Such a function did not ask for logging: here that warning goes nowhere, and it costs
 * no library in the author's jar.
 */
final class QuietLogging {
  private static final String[] PROVIDERS = {
    "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
    "org/slf4j/impl/StaticLoggerBinder.class"
  };

  private QuietLogging() {}

  /** Before the handler is loaded, while no other thread writes. */
  static void start(ClassLoader loader) {
    for (String provider : PROVIDERS) {
      if (loader.getResource(provider) != null) {
        return;
      }
    }
    PrintStream standardError = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false));
    try {
      Class.forName("org.slf4j.LoggerFactory", true, loader)
          .getMethod("getILoggerFactory")
          .invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      // No slf4j, or a broken one: the function will hear of it when it uses it.
    } finally {
      System.setErr(standardError);
    }
  }
}
