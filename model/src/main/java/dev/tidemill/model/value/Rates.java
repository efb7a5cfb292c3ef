package dev.tidemill.model.value;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as the definition writes them: {@code 10/s 600/m 5/h 1/d}. */
public final class Rates {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})/([smhd])");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

  private Rates() {}

  /** Parses a rate; the label begins the message of a problem. */
  public static Parsed<Rate> parse(String label, String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      Duration per = Durations.parse(label, "1" + matcher.group(2)).value().orElseThrow();
      return Parsed.of(new Rate(Long.parseLong(matcher.group(1)), per));
    }
    boolean bare = NUMBER.matcher(text).matches();
    return Parsed.wrong(
        Problem.of(
            text,
            "bad-unit",
            label + ": '" + text + (bare ? "' has no unit" : "' is not a rate"),
            bare ? "write " + text + "/s or " + text + "/m" : "write 10/s, 600/m, 5/h or 1/d"));
  }
}
