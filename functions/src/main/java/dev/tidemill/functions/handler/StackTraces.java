package dev.tidemill.functions.handler;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Stack traces as Lambda reports them: without the frames of the runtime below the handler. */
public final class StackTraces {
  private static final List<String> RUNTIME =
      List.of(
          "dev.tidemill.functions.handler.",
          "dev.tidemill.functions.bootstrap.",
          "dev.tidemill.functions.TidemillHandler");

  private StackTraces() {}

  /** The frames above the runtime's first. */
  public static List<StackTraceElement> ofAuthor(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace()).takeWhile(frame -> !isRuntime(frame)).toList();
  }

  /** Cuts the traces of a throwable, its causes and what they suppressed. */
  public static void cut(Throwable thrown) {
    cut(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static void cut(Throwable thrown, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) {
      return;
    }
    thrown.setStackTrace(ofAuthor(thrown).toArray(StackTraceElement[]::new));
    cut(thrown.getCause(), seen);
    for (Throwable suppressed : thrown.getSuppressed()) {
      cut(suppressed, seen);
    }
  }

  private static boolean isRuntime(StackTraceElement frame) {
    return RUNTIME.stream().anyMatch(frame.getClassName()::startsWith);
  }
}
