package dev.tidemill.cli.cost;

import java.math.BigDecimal;
import java.util.Locale;

/** Money and quantities as people read them. */
final class Amounts {

  private static final double WHOLE = 100;
  private static final double THOUSAND = 1000;

  private Amounts() {}

  /** {@code 1,204.50}. */
  static String money(double usd) {
    return String.format(Locale.ROOT, "%,.2f", usd);
  }

  /** {@code 26.3}, {@code 1,460}; three figures at least. */
  static String quantity(double quantity) {
    if (quantity == Math.rint(quantity) || quantity >= THOUSAND) {
      return String.format(Locale.ROOT, "%,.0f", quantity);
    }
    if (quantity >= WHOLE) {
      return String.format(Locale.ROOT, "%,.1f", quantity);
    }
    return String.format(Locale.ROOT, quantity < 0.01 ? "%.2g" : "%.3f", quantity)
        .replaceAll("(\\.\\d*?)0+$", "$1")
        .replaceAll("\\.$", "");
  }

  /** All digits of the sheet: {@code 0.0000166667}. */
  static String price(double usd) {
    return new BigDecimal(Double.toString(usd)).stripTrailingZeros().toPlainString();
  }
}
