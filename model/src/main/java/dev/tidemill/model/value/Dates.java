package dev.tidemill.model.value;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Calendar days as the definition writes them: {@code 2026-11-13}. */
public final class Dates {

  private Dates() {}

  /** Parses a date; the label begins the message of a problem. */
  public static Parsed<LocalDate> parse(String label, String text) {
    try {
      return Parsed.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Parsed.wrong(
          Problem.of(
              text,
              "bad-date",
              label + ": '" + text + "' is not a date",
              "write year, month and day, for example 2026-11-13"));
    }
  }
}
