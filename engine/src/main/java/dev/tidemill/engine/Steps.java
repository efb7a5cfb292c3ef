package dev.tidemill.engine;

/** Where a test may stop a run or end its process. The product passes {@link #NONE}. */
@FunctionalInterface
public interface Steps {

  /** Nothing happens. */
  Steps NONE = step -> {};

  /**
   * Called by the run, on its thread, before it goes on.
   *
   * @param step {@code tables-created}, {@code ranged}, {@code planned}, {@code written} (a table's
   *     files, before its commit), {@code committed} (before the answer is seen), {@code
   *     between-targets}, {@code all-committed}; {@code catch-up}, {@code caught-up}; of a target
   *     of files {@code staged} (before its manifest is linked), {@code linked}, {@code moved}
   *     (each file) and {@code published}; {@code redriven} (dead letters were sent again, and
   *     their rows are not marked). The same name may come several times in a batch
   */
  void reached(String step);
}
