package dev.tidemill.engine.run;

import java.time.Duration;
import java.time.Instant;

/**
 * The windows of a streaming job by wall clock: they end at whole multiples of {@code every} since
 * 1970 UTC. One that cannot be kept is skipped, never queued. Belongs to one thread.
 */
public final class Windows {

  private final Duration every;
  private Instant lastWindow;
  private Instant lastEnd;
  private Instant due;
  private long skipped;

  /** A batch is due at once: it takes what waits since the job ran last. */
  public Windows(Duration every, Instant now) {
    this.every = every;
    this.lastWindow = lastEndAt(now);
    this.lastEnd = lastWindow;
    this.due = now;
  }

  /** The first whole multiple of {@code every} since 1970 UTC that is after the instant. */
  public static Instant nextEnd(Duration every, Instant after) {
    long width = every.toMillis();
    return Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), width) + 1) * width);
  }

  /** How long until the next batch; zero: now. Does not outlive a clock that goes back. */
  public Duration wait(Instant now) {
    Instant next = nextEnd(every, now);
    if (due.isAfter(next)) {
      due = next;
    }
    return now.isBefore(due) ? Duration.between(now, due) : Duration.ZERO;
  }

  /**
   * A batch begins.
   *
   * @return the end of its window; where that window has had its batch, the time itself
   */
  public Instant begin(Instant now) {
    Instant window = lastEndAt(now);
    skipped = Math.max(0, Duration.between(lastWindow, window).dividedBy(every) - 1);
    lastWindow = window;
    return window.isAfter(lastEnd) || lastEnd.isAfter(now) ? window : now;
  }

  /** Their width. */
  public Duration every() {
    return every;
  }

  /** Windows that passed without a batch before the one that began last. */
  public long skipped() {
    return skipped;
  }

  /**
   * A batch was committed, or nothing was new.
   *
   * @param end what {@link #begin} gave for it
   * @param more whether the next is due at once
   */
  public void ended(Instant end, Instant now, boolean more) {
    lastEnd = end;
    due = more ? now : nextEnd(every, now);
  }

  private Instant lastEndAt(Instant now) {
    return nextEnd(every, now).minus(every);
  }
}
