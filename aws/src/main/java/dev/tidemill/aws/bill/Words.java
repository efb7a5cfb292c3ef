package dev.tidemill.aws.bill;

import dev.tidemill.model.value.Rate;
import java.util.Locale;

/** Texts with figures in them, the same in every locale. */
public final class Words {

  private Words() {}

  /** As {@link String#format}. */
  public static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A word as the definition writes it. */
  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  /** {@code 10/s}, as the definition writes it. */
  static String rate(Rate rate) {
    String unit =
        switch ((int) rate.per().toSeconds()) {
          case 1 -> "s";
          case 60 -> "m";
          case 3600 -> "h";
          default -> "d";
        };
    return of("%,d/%s", rate.count(), unit);
  }
}
