package dev.tidemill.aws.bill;

import dev.tidemill.aws.price.Price;
import java.util.Optional;

/** One line of the three bills. */
public record BillLine(Part part, Line low, Line expected, Line high) {

  /** What it is. */
  public String resource() {
    return expected.item().resource();
  }

  /** Where the expected quantity comes from. */
  public String assumption() {
    return expected.item().assumption();
  }

  /** Empty where the sheet has none. */
  public Optional<Price> price() {
    return expected.price();
  }

  boolean isEmpty() {
    return low.item().count() == 0 && expected.item().count() == 0 && high.item().count() == 0;
  }
}
