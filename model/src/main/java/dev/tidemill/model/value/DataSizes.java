package dev.tidemill.model.value;

import dev.tidemill.model.DataSize;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as the definition writes them: {@code 512B 64KB 256MB 1GB}; 1 KB is 1,024 B. */
public final class DataSizes {

  private static final String UNITS = "BKMG";
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(B|KB|MB|GB)");
  private static final Quantity QUANTITY =
      new Quantity(
          "a size",
          "[0-9]{1,15}",
          List.of("KB", "MB"),
          "512B, 64KB, 256MB or 1GB",
          " (1 MB is 1,024 KB here, as on Lambda)");
  private static final Pattern LOOSE =
      Pattern.compile("([0-9]{1,9})[ _]*([BKMGbkmg])(?:i?[Bb]|ytes?|bytes?)?");

  private DataSizes() {}

  /** Parses a size; the label begins the message of a problem. */
  public static Parsed<DataSize> parse(String label, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Parsed.wrong(QUANTITY.problem(label, text, meant(text.strip())));
    }
    int shift = 10 * UNITS.indexOf(matcher.group(2).charAt(0));
    return Parsed.of(new DataSize(Long.parseLong(matcher.group(1)) << shift));
  }

  private static Optional<String> meant(String text) {
    Matcher loose = LOOSE.matcher(text);
    if (!loose.matches()) {
      return Optional.empty();
    }
    String unit = loose.group(2).toUpperCase(Locale.ROOT);
    return Optional.of(loose.group(1) + (unit.equals("B") ? "B" : unit + "B"));
  }
}
