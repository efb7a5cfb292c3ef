package dev.tidemill.engine;

/** Where a test may stop a run or end its process. The product passes {@link #NONE}. */
@FunctionalInterface
public interface Steps {

  /** Nothing happens. */
  Steps NONE = step -> {};

  /**
   * Called by the run, on its thread, before it goes on.
   *
   * @param step {@code planned}, {@code written}, {@code metadata-written}, {@code committed},
   *     {@code between-targets}, …; the same name may come several times in a batch
   */
  void reached(String step);
}
