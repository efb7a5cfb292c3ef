package dev.tidemill.aws.bill.stream;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.bill.Words;
import dev.tidemill.aws.price.PriceKeys;

/**
 * Traffic of Kafka's clients between zones. A client has no zone of its own, so of all that is
 * written and read the share (zones - 1) / zones crosses, and each crossing is charged on both
 * sides. What brokers send each other is free.
 */
final class Zones {

  private static final int SIDES = 2;

  private Zones() {}

  static Item crossing(Traffic traffic, int zones) {
    double share = (zones - 1.0) / zones;
    double gib = traffic.gib() * (1 + traffic.readers()) * share;
    String assumption =
        Words.of(
            "%s of what is written once and read %d× crosses zones, charged on both sides",
            zones == 2 ? "half" : "two thirds", traffic.readers());
    return new Item("traffic between zones", PriceKeys.CROSS_ZONE, gib * SIDES, assumption);
  }
}
