package dev.tidemill.runtime.api;

/** Whose dead letters. */
public enum DeadLetterKind {
  /** Messages that do not fit the columns. */
  STREAM,
  /** Events of asynchronous calls. */
  FUNCTION,
  /** Fires whose target could not be reached. */
  SCHEDULE
}
