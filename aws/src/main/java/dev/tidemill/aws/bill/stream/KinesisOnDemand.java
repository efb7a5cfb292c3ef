package dev.tidemill.aws.bill.stream;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.price.PriceKeys;
import java.util.List;
import java.util.Optional;

/** A Kinesis stream without shards to choose; each record that comes in is rounded up to 1 KB. */
public record KinesisOnDemand(int eventsPerRecord) implements StreamOption {

  @Override
  public String label() {
    return Records.label("Kinesis on-demand", eventsPerRecord);
  }

  @Override
  public List<Item> items(Traffic traffic) {
    double in = Records.gib(traffic, eventsPerRecord, Records.KB);
    double out = traffic.gib() * traffic.readers();
    return List.of(
        new Item(
            "Kinesis streams",
            PriceKeys.KINESIS_STREAM,
            traffic.streams() * Month.HOURS,
            traffic.streams() + " × 730 h"),
        new Item("data in", PriceKeys.KINESIS_DATA_IN, in, "each record rounded up to 1 KB"),
        new Item("data out", PriceKeys.KINESIS_DATA_OUT, out, Zones.read(traffic)));
  }

  @Override
  public Optional<String> obstacle(Traffic traffic) {
    return Optional.empty();
  }
}
