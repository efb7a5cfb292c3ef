package dev.tidemill.launcher;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs another main class in a process that ends with its parent, however the parent ends: {@code
 * Launcher MAIN ARGS…}.
 *
 * <p>The parent holds the other end of standard input and writes nothing to it. When it is closed
 * (by the parent, or by the system when the parent is gone) the JVM shuts down in order, and is
 * halted when that takes longer than {@code tidemill.launcher.grace} milliseconds; 0, the default,
 * halts at once. MAIN sees an empty standard input.
 *
 * <p>Ctrl-C reaches every process of the terminal, also children. It is the parent's to answer: it
 * still needs them for what it has begun. So they ignore SIGINT and SIGHUP.
 */
public final class Launcher {

  /** Exit status when the main class cannot be run: the same as a shell's for a bad command. */
  private static final int CANNOT_RUN = 127;

  private Launcher() {}

  /** See the class. */
  public static void main(String[] args) throws Throwable {
    if (args.length == 0) {
      System.err.println("Usage: Launcher MAIN [ARGUMENT…]");
      System.exit(CANNOT_RUN);
    }
    ignoreTheTerminal();
    endWithParent(new FileInputStream(FileDescriptor.in));
    System.setIn(new ByteArrayInputStream(new byte[0]));
    Method main;
    try {
      main = Class.forName(args[0]).getMethod("main", String[].class);
    } catch (ClassNotFoundException | NoSuchMethodException missing) {
      System.err.println("Not a class with a main method on the class path: " + args[0]);
      System.exit(CANNOT_RUN);
      return;
    }
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  /** By reflection, since the compiler warns of this class, which every JDK has all the same. */
  private static void ignoreTheTerminal() {
    for (String name : new String[] {"INT", "HUP"}) {
      try {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        signal
            .getMethod("handle", signal, handler)
            .invoke(
                null,
                signal.getConstructor(String.class).newInstance(name),
                handler.getField("SIG_IGN").get(null));
      } catch (ReflectiveOperationException absent) {
        // This system has no such signal: then there is nothing to ignore.
      }
    }
  }

  private static void endWithParent(FileInputStream parent) {
    long grace = Long.getLong("tidemill.launcher.grace", 0);
    Thread watch = new Thread(() -> watch(parent, grace), "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Allocates nothing before it halts: it must work where MAIN has used up the heap. */
  private static void watch(FileInputStream parent, long grace) {
    try {
      while (parent.read() >= 0) {
        // Nothing is said this way.
      }
    } catch (IOException closed) {
      // The same as the end.
    }
    if (grace > 0) {
      haltAfter(grace);
      System.exit(0);
    }
    Runtime.getRuntime().halt(0);
  }

  private static void haltAfter(long grace) {
    Thread halt =
        new Thread(
            () -> {
              try {
                Thread.sleep(grace);
              } catch (InterruptedException hurry) {
                // Halt now.
              }
              Runtime.getRuntime().halt(0);
            },
            "halt");
    halt.setDaemon(true);
    halt.start();
  }
}
