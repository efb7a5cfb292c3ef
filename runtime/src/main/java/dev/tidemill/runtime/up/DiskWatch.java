package dev.tidemill.runtime.up;

import java.nio.file.Path;

/**
 * Sees when the disk is nearly full: below 1 GB or 5 % free the pipeline takes nothing in any more,
 * before the broker halts and the catalog closes, and goes on by itself when there is space again.
 */
final class DiskWatch {

  static final long LEAST_FREE = 1L << 30;
  static final double LEAST_SHARE = 0.05;

  /** Space must come back by this much before work goes on, so that it does not flap. */
  private static final double MARGIN = 1.1;

  private final Space space;
  private final Intake intake;
  private final Notices notices;
  private volatile boolean full;

  DiskWatch(Space space, Intake intake, Notices notices) {
    this.space = space;
    this.intake = intake;
    this.notices = notices;
  }

  /** A disk's bytes. */
  interface Space {
    long free();

    long total();

    /** The disk that holds a folder. */
    static Space of(Path folder) {
      return new Space() {
        @Override
        public long free() {
          return folder.toFile().getUsableSpace();
        }

        @Override
        public long total() {
          return folder.toFile().getTotalSpace();
        }
      };
    }
  }

  /** What can be stopped from taking in. */
  interface Intake {
    void pause();

    void resume();
  }

  /** Looks once. */
  void look() {
    long free = space.free();
    if (!full && isShort(free, 1)) {
      full = true;
      intake.pause();
      notices.warn(
          "disk",
          "%,d MB free: schedules wait and function calls are refused until there is %,d MB"
              .formatted(free >> 20, wanted() >> 20));
    } else if (full && !isShort(free, MARGIN)) {
      full = false;
      intake.resume();
      notices.say("disk", "%,d MB free again: going on".formatted(free >> 20));
    }
  }

  private boolean isShort(long free, double margin) {
    return free < least() * margin;
  }

  private long wanted() {
    return (long) (least() * MARGIN);
  }

  private double least() {
    return Math.max(LEAST_FREE, space.total() * LEAST_SHARE);
  }
}
