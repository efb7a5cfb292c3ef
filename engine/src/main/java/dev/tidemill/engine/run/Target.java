package dev.tidemill.engine.run;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.WayOut;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.Fenced;
import dev.tidemill.engine.plan.CountedPlan;
import java.util.Optional;

/** Where a job's rows go. It takes every range, and holds the truth about which it has taken. */
interface Target extends AutoCloseable {

  /** What users know it by: {@code table executions}. */
  String name();

  /**
   * Creates what does not exist, before the first batch of a run.
   *
   * @param plan over no rows, for the columns
   * @throws EngineException if there is something else of that name
   */
  void create(CountedPlan plan);

  /**
   * The last range taken; empty if there was none. Ends what a killed predecessor left half done.
   *
   * @throws EngineException {@code rolled-back}, {@code new-writer}
   */
  Optional<Bookmark> bookmark();

  /**
   * Takes a range without rows.
   *
   * @throws Fenced if the bookmark is not at {@code from}
   */
  void move(Optional<Bookmark> from, Bookmark to);

  /** Takes a range with its rows, in one step; a failure may carry {@link Fenced} as its cause. */
  void take(Batch batch);

  /**
   * Takes a way out in one commit.
   *
   * @return what was done, as the end of a sentence about the target; empty if it needs none
   */
  Optional<String> resolve(WayOut wayOut);

  /** Lets go of clients; commits nothing. */
  @Override
  default void close() {}
}
