package dev.tidemill.model.value;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as the definition writes them: {@code 10/s 600/m 5/h 1/d}. */
public final class Rates {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})/([smhd])");
  private static final Quantity QUANTITY =
      new Quantity("a rate", "[0-9]{1,12}", List.of("/s", "/m"), "10/s, 600/m, 5/h or 1/d", "");

  private Rates() {}

  /** Parses a rate; the label begins the message of a problem. */
  public static Parsed<Rate> parse(String label, String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      Duration per = Durations.parse(label, "1" + matcher.group(2)).value().orElseThrow();
      return Parsed.of(new Rate(Long.parseLong(matcher.group(1)), per));
    }
    return Parsed.wrong(QUANTITY.problem(label, text, Optional.empty()));
  }
}
