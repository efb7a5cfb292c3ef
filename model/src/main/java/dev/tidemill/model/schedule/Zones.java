package dev.tidemill.model.schedule;

import dev.tidemill.model.value.Parsed;
import dev.tidemill.model.value.Problem;
import dev.tidemill.model.value.Suggest;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names of time zones. */
final class Zones {

  private static final int LONGEST = 50;

  private Zones() {}

  static Parsed<ZoneId> parse(String text) {
    Set<String> names = ZoneId.getAvailableZoneIds();
    if (names.contains(text) && text.length() <= LONGEST) {
      return Parsed.of(ZoneId.of(text));
    }
    Optional<String> meant = meant(text, names);
    String hint =
        meant
            .map(name -> "write " + name)
            .orElse("write an IANA name, for example Europe/Berlin or UTC");
    return Parsed.wrong(
        new Problem(
            "bad-timezone",
            "no time zone '" + ScheduleExpressions.shortened(text) + "'",
            hint,
            0,
            text.length(),
            meant));
  }

  private static Optional<String> meant(String text, Set<String> names) {
    String word = text.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
    if (word.isEmpty() || word.length() > LONGEST) {
      return Optional.empty();
    }
    List<String> sorted =
        names.stream()
            .filter(name -> !name.startsWith("SystemV/"))
            .sorted(Comparator.comparing(Zones::rank).thenComparing(Comparator.naturalOrder()))
            .toList();
    return abbreviation(word)
        .or(() -> first(sorted, name -> name.equals(word)))
        .or(() -> first(sorted, name -> name.endsWith("/" + word)))
        .or(() -> Suggest.nearest(text, sorted));
  }

  private static Optional<String> first(
      List<String> names, java.util.function.Predicate<String> lowerCase) {
    return names.stream().filter(name -> lowerCase.test(name.toLowerCase(Locale.ROOT))).findFirst();
  }

  /** Names by continent come before the old ones by country. */
  private static int rank(String name) {
    return name.matches("(?:Europe|America|Asia|Africa|Australia|Pacific|Atlantic)/.*") ? 0 : 1;
  }

  private static Optional<String> abbreviation(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "z", "utc+0", "+00:00" -> "UTC";
          case "cest", "mez", "mesz" -> "Europe/Berlin";
          case "bst" -> "Europe/London";
          case "edt" -> "America/New_York";
          case "cst", "cdt" -> "America/Chicago";
          case "mdt" -> "America/Denver";
          case "pst", "pdt" -> "America/Los_Angeles";
          case "ist" -> "Asia/Kolkata";
          case "jst" -> "Asia/Tokyo";
          case "aest", "aedt" -> "Australia/Sydney";
          default -> null;
        });
  }
}
