package dev.tidemill.aws.bill;

import dev.tidemill.aws.price.Price;
import dev.tidemill.aws.price.PriceSheet;
import java.util.Optional;

/**
 * An item with its price.
 *
 * @param price empty where the sheet has none for the region: the line is then not in any sum
 */
public record Line(Item item, Optional<Price> price) {

  /** The price of an item in a region. */
  public static Line of(Item item, PriceSheet sheet, String region) {
    return new Line(item, sheet.find(item.key(), region));
  }

  /** In the unit of the price. */
  public double quantity() {
    return price.map(known -> item.count() / known.per()).orElse(item.count());
  }

  /** In whole cents, as bills have it, so that the lines of a bill add up to its sums. */
  public double charged() {
    return Math.round(amount() * 100) / 100.0;
  }

  /** USD; 0 where there is no price. */
  public double amount() {
    return price.map(known -> quantity() * known.usd()).orElse(0.0);
  }
}
