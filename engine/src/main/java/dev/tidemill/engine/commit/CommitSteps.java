package dev.tidemill.engine.commit;

import dev.tidemill.engine.Steps;

/** The steps that the fence tells of, for commits of the calling thread. */
public final class CommitSteps {

  private static final ThreadLocal<Steps> CURRENT = ThreadLocal.withInitial(() -> Steps.NONE);

  private CommitSteps() {}

  /** Tells these of {@code written} and {@code committed} while the action goes on. */
  public static void during(Steps steps, Runnable action) {
    CURRENT.set(steps);
    try {
      action.run();
    } finally {
      CURRENT.remove();
    }
  }

  static void reached(String step) {
    CURRENT.get().reached(step);
  }
}
