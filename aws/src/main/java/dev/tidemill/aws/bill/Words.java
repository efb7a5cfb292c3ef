package dev.tidemill.aws.bill;

import java.util.Locale;

/** Texts with figures in them, the same in every locale. */
public final class Words {

  private Words() {}

  /** As {@link String#format}. */
  public static String of(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
