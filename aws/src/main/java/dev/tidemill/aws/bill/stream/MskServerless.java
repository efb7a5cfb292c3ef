package dev.tidemill.aws.bill.stream;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.price.PriceKeys;
import java.util.List;
import java.util.Optional;

/**
 * Kafka without brokers to choose.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/limits.html">Quotas</a>
 */
public record MskServerless() implements StreamOption {

  private static final double MOST_IN = 200;
  private static final double MOST_OUT = 400;

  @Override
  public String label() {
    return "MSK Serverless";
  }

  @Override
  public List<Item> items(Traffic traffic) {
    int partitions = traffic.partitions();
    double out = traffic.gib() * traffic.readers();
    return List.of(
        new Item("MSK Serverless", PriceKeys.SERVERLESS_CLUSTER, Month.HOURS, "730 h"),
        new Item(
            "partitions",
            PriceKeys.SERVERLESS_PARTITION,
            partitions * Month.HOURS,
            partitions + " × 730 h"),
        new Item("data in", PriceKeys.SERVERLESS_DATA_IN, traffic.gib(), "each byte once"),
        new Item("data out", PriceKeys.SERVERLESS_DATA_OUT, out, Zones.read(traffic)),
        new Item("data kept", PriceKeys.SERVERLESS_STORAGE, traffic.gibKept(), "one copy"));
  }

  @Override
  public Optional<String> obstacle(Traffic traffic) {
    double in = traffic.megabytesPerSecond();
    return in <= MOST_IN && in * traffic.readers() <= MOST_OUT
        ? Optional.empty()
        : Optional.of("a cluster takes 200 MB/s in and gives 400 MB/s out");
  }

  @Override
  public boolean deployable() {
    return true;
  }
}
