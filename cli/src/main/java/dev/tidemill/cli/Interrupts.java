package dev.tidemill.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Ctrl-C and SIGTERM: the first interrupts the command, which then ends what it started; the second
 * ends the JVM at once, and the children's launchers end them.
 *
 * <p>Signals are reached by reflection: {@code sun.misc} has no other face, and a shutdown hook
 * would race with those of Spark and Hadoop.
 */
final class Interrupts {

  private final Thread command;
  private volatile boolean happened;

  private Interrupts(Thread command) {
    this.command = command;
  }

  static Interrupts install(Thread command) {
    Interrupts interrupts = new Interrupts(command);
    for (String signal : List.of("INT", "TERM", "HUP")) {
      interrupts.handle(signal);
    }
    return interrupts;
  }

  /** Whether the command was interrupted. */
  boolean happened() {
    return happened;
  }

  private void handle(String signal) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      InvocationHandler handler =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              interrupt();
            }
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(
              Interrupts.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
      type.getMethod("handle", type, handlerType)
          .invoke(null, type.getConstructor(String.class).newInstance(signal), proxy);
    } catch (ReflectiveOperationException e) {
      // A JVM without signals (or with -Xrs): Ctrl-C then ends it at once, which ends the children.
      return;
    }
  }

  private void interrupt() {
    if (happened) {
      Runtime.getRuntime().halt(Status.INTERRUPTED);
    }
    happened = true;
    command.interrupt();
  }
}
