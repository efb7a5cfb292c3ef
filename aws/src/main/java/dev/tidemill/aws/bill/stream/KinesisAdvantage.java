package dev.tidemill.aws.bill.stream;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.price.PriceKeys;
import java.util.List;
import java.util.Optional;

/**
 * Kinesis on demand at a lower price for an account that promises 25 MiB/s in and out; what is
 * missing is charged.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html">Sizing
 *     a stream</a>
 */
public record KinesisAdvantage() implements StreamOption {

  private static final double LEAST_GIB = 25 * Month.SECONDS / 1024;

  @Override
  public String label() {
    return "Kinesis on-demand Advantage";
  }

  @Override
  public List<Item> items(Traffic traffic) {
    double in = Math.max(LEAST_GIB, Records.gib(traffic, 1, Records.KB));
    double out = Math.max(LEAST_GIB, traffic.gib() * traffic.readers());
    return List.of(
        new Item("data in", PriceKeys.ADVANTAGE_DATA_IN, in, "25 MiB/s at least"),
        new Item("data out", PriceKeys.ADVANTAGE_DATA_OUT, out, "25 MiB/s at least"));
  }

  @Override
  public Optional<String> obstacle(Traffic traffic) {
    return Optional.empty();
  }
}
