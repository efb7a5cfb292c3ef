package dev.tidemill.cli.text;

import java.io.PrintStream;

/** The one line of a terminal that is rewritten in place while something takes long. */
public final class Progress {

  private static final long LEAST_MILLIS_BETWEEN = 80;

  private final PrintStream err;
  private final boolean redraws;
  private final int columns;
  private boolean shown;
  private long lastMillis;

  /**
   * A line on standard error.
   *
   * @param redraws without it nothing is ever shown
   */
  public Progress(PrintStream err, boolean redraws, int columns) {
    this.err = err;
    this.redraws = redraws;
    this.columns = columns;
  }

  /** Shows this instead of what was shown; often-called ones are left out. */
  public synchronized void show(String text) {
    long now = System.nanoTime() / 1_000_000;
    if (!redraws || (shown && now - lastMillis < LEAST_MILLIS_BETWEEN)) {
      return;
    }
    lastMillis = now;
    shown = true;
    err.print("\r\u001b[K" + Width.cut(Width.plain(text), columns - 1));
    err.flush();
  }

  /** Takes the line away, so that others can print. */
  public synchronized void clear() {
    if (shown) {
      shown = false;
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
