package dev.tidemill.runtime.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which lines of a log are new enough; a line without a time belongs to the one before. */
final class LogAge {

  private static final Pattern TIME =
      Pattern.compile("^\\[?([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z)");

  private final Optional<Instant> oldest;
  private boolean young;

  LogAge(Optional<Instant> oldest) {
    this.oldest = oldest;
    this.young = oldest.isEmpty();
  }

  boolean isYoung(String line) {
    Matcher matcher = TIME.matcher(line);
    if (oldest.isPresent() && matcher.find()) {
      young = time(matcher.group(1)).map(at -> !at.isBefore(oldest.get())).orElse(young);
    }
    return young;
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
