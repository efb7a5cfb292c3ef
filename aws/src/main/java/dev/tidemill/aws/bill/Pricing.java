package dev.tidemill.aws.bill;

import dev.tidemill.aws.price.PriceSheet;
import java.util.List;
import java.util.Optional;

/** A sheet, read in one region. */
record Pricing(PriceSheet sheet, String region) {

  /** What the items cost together; empty if one of them that is used has no price. */
  Optional<Double> usd(List<Item> items) {
    double sum = 0;
    for (Item item : items) {
      Line line = Line.of(item, sheet, region);
      if (line.price().isEmpty() && item.count() > 0) {
        return Optional.empty();
      }
      sum += line.amount();
    }
    return Optional.of(sum);
  }
}
