package dev.tidemill.engine.run;

import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.Fenced;
import java.util.Optional;

/** Where a job's rows go. It takes every range, and holds the truth about which it has taken. */
interface Target {

  /** The name that users know it by. */
  String name();

  /** The last range taken; empty if there was none. */
  Optional<Bookmark> bookmark();

  /**
   * Takes a range without rows.
   *
   * @throws Fenced if the bookmark is not at {@code from}
   */
  void move(Optional<Bookmark> from, Bookmark to);

  /** Takes a range with its rows, in one step; a failure may carry {@link Fenced} as its cause. */
  void take(Batch batch);
}
