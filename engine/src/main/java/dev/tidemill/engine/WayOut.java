package dev.tidemill.engine;

/**
 * What a person decides for a job that stopped with {@code rolled-back}, {@code new-writer} or
 * {@code diverged}. None of them is ever guessed.
 */
public sealed interface WayOut {

  /**
   * Leaves the targets as they are. Of a table that was rolled back, the rows that are gone stay
   * away; targets that diverged all go on to one new position, each from its own.
   */
  record GoOn() implements WayOut {}

  /**
   * Takes a table that was rolled back to the bookmark of the newest snapshot that it still holds:
   * the rows after it are read and written again.
   */
  record Redo() implements WayOut {}

  /**
   * Takes the bookmarks of a job over that this one is the successor of, usually since it was
   * renamed.
   */
  record Adopt(String oldJob) implements WayOut {}
}
