package dev.tidemill.aws.price;

/**
 * One list price.
 *
 * @param unit what is counted: {@code broker-hour}, {@code million requests}
 * @param usd for one unit, without tax and discounts
 * @param source a page that states it
 * @param asOf when it was stated: {@code 2025-10-09}, or a month
 */
public record Price(
    PriceKey key, String unit, String region, double usd, String source, String asOf) {

  /** How many of what is priced make one unit: 1,000,000 for {@code million requests}. */
  public double per() {
    String first = unit.split(" ", 2)[0].replace(",", "");
    if (first.equals("million")) {
      return 1_000_000;
    }
    return first.matches("[0-9]+") ? Double.parseDouble(first) : 1;
  }
}
