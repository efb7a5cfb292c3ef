package dev.tidemill.aws.bill.stream;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.bill.Words;
import dev.tidemill.aws.price.PriceKeys;
import java.util.List;
import java.util.Optional;

/**
 * Kinesis streams of as many shards as the traffic needs with a quarter to spare, one each at
 * least: a shard takes 1 MB or 1,000 records in a second and gives 2 MB. Each record is charged in
 * units of 25 KB.
 */
public record KinesisProvisioned(int eventsPerRecord) implements StreamOption {

  private static final double SPARE = 1.25;
  private static final double RECORDS_PER_SHARD = 1000;
  private static final double UNIT = 25 * Records.KB;

  @Override
  public String label() {
    return Records.label("Kinesis provisioned", eventsPerRecord);
  }

  @Override
  public List<Item> items(Traffic traffic) {
    double shards = shards(traffic);
    double records = traffic.events() / eventsPerRecord;
    double units = records * Records.units(traffic.bytes() * eventsPerRecord, UNIT);
    return List.of(
        new Item(
            "shards",
            PriceKeys.KINESIS_SHARD,
            shards * Month.HOURS,
            Words.of("%,.0f × 730 h: a quarter more than is needed", shards)),
        new Item("records", PriceKeys.KINESIS_PUT_UNIT, units, "in units of 25 KB"));
  }

  private double shards(Traffic traffic) {
    double byRecords = traffic.eventsPerSecond() / eventsPerRecord / RECORDS_PER_SHARD;
    double byBytes = traffic.megabytesPerSecond() * Math.max(1, traffic.readers() / 2.0);
    return Math.max(traffic.streams(), Math.ceil(SPARE * Math.max(byRecords, byBytes)));
  }

  @Override
  public Optional<String> obstacle(Traffic traffic) {
    return Optional.empty();
  }
}
