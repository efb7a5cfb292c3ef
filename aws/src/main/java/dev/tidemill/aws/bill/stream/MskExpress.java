package dev.tidemill.aws.bill.stream;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.price.PriceKeys;
import java.util.List;
import java.util.Optional;

/**
 * Kafka on Express brokers: three zones, one copy billed.
 *
 * @param type {@code express.m7g.large}
 */
public record MskExpress(String type, int brokers) implements StreamOption {

  private static final String LARGE = "express.m7g.large";
  private static final int ZONES = 3;
  private static final double MIB = 1 << 20;
  private static final double MIB_PER_BROKER = 15.625;

  /** The fewest brokers that carry the traffic. */
  public static MskExpress carrying(Traffic traffic) {
    double needed = Math.ceil(traffic.bytesPerSecond() / (MIB_PER_BROKER * MIB));
    return new MskExpress(LARGE, (int) Math.max(ZONES, Math.ceil(needed / ZONES) * ZONES));
  }

  @Override
  public String label() {
    return "MSK Express " + type.substring(type.lastIndexOf('.') + 1) + " ×" + brokers;
  }

  @Override
  public List<Item> items(Traffic traffic) {
    return List.of(
        new Item(
            "MSK " + type, PriceKeys.broker(type), brokers * Month.HOURS, brokers + " × 730 h"),
        new Item("data written", PriceKeys.EXPRESS_DATA_IN, traffic.gib(), "each byte once"),
        new Item("data kept", PriceKeys.EXPRESS_STORAGE, traffic.gibKept(), "one copy"),
        Zones.crossing(traffic, ZONES));
  }

  @Override
  public Optional<String> obstacle(Traffic traffic) {
    return Optional.empty();
  }

  @Override
  public boolean deployable() {
    return true;
  }
}
