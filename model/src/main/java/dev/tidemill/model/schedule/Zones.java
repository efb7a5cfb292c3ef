package dev.tidemill.model.schedule;

import dev.tidemill.model.value.Parsed;
import dev.tidemill.model.value.Problem;
import dev.tidemill.model.value.Suggest;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Names of time zones. */
final class Zones {

  private static final int LONGEST = 50;
  private static final Pattern OFFSET = Pattern.compile("(?:UTC|GMT|UT)?[+-][0-9:]+");

  private static final List<String> CONTINENTS =
      List.of("Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/", "Atlantic/");
  private static final List<String> NAMES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(name -> !name.startsWith("SystemV/"))
          .sorted(Comparator.comparing(Zones::rank).thenComparing(Comparator.naturalOrder()))
          .toList();

  private Zones() {}

  static Parsed<ZoneId> parse(String text) {
    if (NAMES.contains(text) && text.length() <= LONGEST) {
      return Parsed.of(ZoneId.of(text));
    }
    Optional<String> meant = meant(text);
    String hint =
        meant
            .map(name -> "write " + name)
            .orElse(
                OFFSET.matcher(text.strip()).matches()
                    ? "an offset has no summer: write a place, for example Europe/Berlin, or UTC"
                    : "write an IANA name, for example Europe/Berlin or UTC");
    return Parsed.wrong(
        new Problem(
            "bad-timezone",
            "no time zone '" + ScheduleExpressions.shortened(text) + "'",
            hint,
            0,
            text.length(),
            meant));
  }

  private static Optional<String> meant(String text) {
    if (OFFSET.matcher(text.strip()).matches()) {
      return Optional.empty();
    }
    String word = text.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
    if (word.isEmpty() || word.length() > LONGEST) {
      return Optional.empty();
    }
    return abbreviation(word)
        .or(() -> first(name -> name.equals(word)))
        .or(() -> first(name -> name.endsWith("/" + word)))
        .or(() -> text.contains("/") ? Suggest.nearest(text, NAMES) : Optional.empty());
  }

  private static Optional<String> first(Predicate<String> lowerCase) {
    return NAMES.stream().filter(name -> lowerCase.test(name.toLowerCase(Locale.ROOT))).findFirst();
  }

  /** Names by continent come before the old ones by country. */
  private static int rank(String name) {
    return CONTINENTS.stream().anyMatch(name::startsWith) ? 0 : 1;
  }

  private static Optional<String> abbreviation(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "z" -> "UTC";
          case "cest", "mez", "mesz" -> "Europe/Berlin";
          case "bst" -> "Europe/London";
          case "est", "edt" -> "America/New_York";
          case "cst", "cdt" -> "America/Chicago";
          case "mst", "mdt" -> "America/Denver";
          case "pst", "pdt" -> "America/Los_Angeles";
          case "ist" -> "Asia/Kolkata";
          case "hst" -> "Pacific/Honolulu";
          case "jst" -> "Asia/Tokyo";
          case "aest", "aedt" -> "Australia/Sydney";
          default -> null;
        });
  }
}
