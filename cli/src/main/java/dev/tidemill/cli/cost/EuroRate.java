package dev.tidemill.cli.cost;

import java.util.Locale;
import java.util.Optional;

/**
 * What a euro costs.
 *
 * @param usd for one
 * @param origin who says so, and of when
 */
public record EuroRate(double usd, String origin) {

  /** A reference rate of the European Central Bank. */
  public static final EuroRate DEFAULT = new EuroRate(1.1133, "ECB, 2026-10-28");

  /** One that the user gives; empty if the text is no rate. */
  public static Optional<EuroRate> parse(String text) {
    return text.matches("[0-9]{1,3}(\\.[0-9]{1,6})?") && Double.parseDouble(text) > 0
        ? Optional.of(new EuroRate(Double.parseDouble(text), "--eur"))
        : Optional.empty();
  }

  /** So much money in euros. */
  public double of(double dollars) {
    return dollars / usd;
  }

  /** {@code 1 EUR = 1.1133 USD (ECB, 2026-10-28)}. */
  public String sentence() {
    return String.format(Locale.ROOT, "1 EUR = %s USD (%s)", usd, origin);
  }
}
