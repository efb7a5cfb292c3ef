package dev.tidemill.runtime.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whose dead letters. */
public enum DeadLetterKind {
  /** Messages that do not fit the columns. */
  STREAM,
  /** Events of asynchronous calls. */
  FUNCTION,
  /** Fires whose target could not be reached. */
  SCHEDULE;

  /** As it is written in commands and in JSON: {@code stream}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
