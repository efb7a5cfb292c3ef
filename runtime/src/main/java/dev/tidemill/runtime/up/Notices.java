package dev.tidemill.runtime.up;

/** Takes what a user should know, a line each. */
@FunctionalInterface
interface Notices {

  /**
   * Tells it.
   *
   * @param thing what it is about: {@code broker}, {@code disk}, {@code definition}, an id
   * @param warning whether something is wrong
   */
  void tell(String thing, String text, boolean warning);

  default void say(String thing, String text) {
    tell(thing, text, false);
  }

  default void warn(String thing, String text) {
    tell(thing, text, true);
  }
}
