package dev.tidemill.model.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Instants as the definition writes them: {@code 2026-11-13T03:15:00Z}; an offset is needed. */
public final class Instants {

  private Instants() {}

  /** Parses an instant; the label begins the message of a problem. */
  public static Parsed<Instant> parse(String label, String text) {
    try {
      return Parsed.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Parsed.wrong(problem(label, text));
    }
  }

  private static Problem problem(String label, String text) {
    Optional<LocalDateTime> local = local(text.strip().replace(' ', 'T'));
    if (local.isEmpty()) {
      return Problem.of(
          text,
          "bad-instant",
          label + ": '" + text + "' is not an instant",
          "write date, time and offset, for example 2026-11-13T03:15:00Z");
    }
    String meant = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local.get()) + "Z";
    return Problem.of(
        text,
        "bad-instant",
        label + ": '" + text + "' has no offset",
        "write " + meant + " if UTC is meant");
  }

  private static Optional<LocalDateTime> local(String text) {
    try {
      return Optional.of(
          text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
