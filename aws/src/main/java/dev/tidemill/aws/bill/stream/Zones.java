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
            "%s of it crosses, written once and %s; both sides pay",
            zones == 2 ? "half" : "two thirds", read(traffic));
    return new Item("traffic between zones", PriceKeys.CROSS_ZONE, gib * SIDES, assumption);
  }

  /** {@code read 2×}. */
  static String read(Traffic traffic) {
    return Words.of("read %s×", Words.of("%.1f", traffic.readers()).replaceAll("\\.0$", ""));
  }
}
