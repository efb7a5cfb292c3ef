package dev.tidemill.aws.bill.process;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Tiers;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.bill.stream.KinesisOnDemand;
import dev.tidemill.aws.bill.stream.KinesisProvisioned;
import dev.tidemill.aws.bill.stream.MskExpress;
import dev.tidemill.aws.bill.stream.MskProvisioned;
import dev.tidemill.aws.bill.stream.MskServerless;
import dev.tidemill.aws.bill.stream.NoStream;
import dev.tidemill.aws.bill.stream.Records;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.aws.price.PriceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Data Firehose: files of up to 128 MB or 300 s. Records that are sent to it or come from Kinesis
 * are each rounded up to 5 KB; those from Kafka are taken as they are, which is assumed.
 *
 * @param eventsPerRecord of what functions send to it themselves
 * @see <a href="https://aws.amazon.com/kinesis/data-firehose/pricing/">Prices of Firehose</a>
 */
public record Firehose(int eventsPerRecord) implements ProcessOption {

  private static final double ROUNDED_TO = 5 * Records.KB;
  private static final double FILE_BYTES = 128e6;
  private static final double FILE_SECONDS = 300;
  private static final double TB = 1024;
  private static final double FIRST_TIER = 500 * TB;
  private static final double SECOND_TIER = FIRST_TIER + 1.5 * 1024 * TB;

  @Override
  public String label() {
    return eventsPerRecord == 1
        ? "Firehose"
        : "Firehose, " + eventsPerRecord + " events per record";
  }

  @Override
  public List<Item> items(Traffic traffic, StreamOption stream) {
    List<Item> items = new ArrayList<>(data(traffic, stream));
    double perFile = Math.min(FILE_SECONDS, FILE_BYTES / traffic.bytesPerSecond());
    items.add(
        new Item("files written", PriceKeys.S3_PUT, Month.SECONDS / perFile, "128 MB or 300 s"));
    return items;
  }

  private List<Item> data(Traffic traffic, StreamOption stream) {
    Tiers tiers = new Tiers();
    String rounded = "each record rounded up to 5 KB";
    if (stream instanceof NoStream) {
      tiers.then(PriceKeys.FIREHOSE_DIRECT_1, FIRST_TIER);
      tiers.then(PriceKeys.FIREHOSE_DIRECT_2, SECOND_TIER);
      tiers.then(PriceKeys.FIREHOSE_DIRECT_3, Double.MAX_VALUE);
      double gib = Records.gib(traffic, eventsPerRecord, ROUNDED_TO);
      return tiers.items("Firehose, sent to", gib, rounded);
    }
    if (isKafka(stream)) {
      tiers.then(PriceKeys.FIREHOSE_MSK_1, FIRST_TIER);
      tiers.then(PriceKeys.FIREHOSE_MSK_2, Double.MAX_VALUE);
      List<Item> items =
          new ArrayList<>(tiers.items("Firehose from MSK", traffic.gib(), "not rounded: assumed"));
      if (!(stream instanceof MskServerless)) {
        String way = "Firehose reaches the brokers over it";
        items.add(new Item("multi-VPC connectivity", PriceKeys.MSK_MULTI_VPC, Month.HOURS, way));
        items.add(new Item("data over it", PriceKeys.MSK_MULTI_VPC_DATA, traffic.gib(), way));
      }
      return items;
    }
    tiers.then(PriceKeys.FIREHOSE_KINESIS_1, FIRST_TIER);
    tiers.then(PriceKeys.FIREHOSE_KINESIS_2, Double.MAX_VALUE);
    double gib = Records.gib(traffic, perRecord(stream), ROUNDED_TO);
    return tiers.items("Firehose from Kinesis", gib, rounded);
  }

  private static int perRecord(StreamOption stream) {
    if (stream instanceof KinesisOnDemand onDemand) {
      return onDemand.eventsPerRecord();
    }
    return stream instanceof KinesisProvisioned shards ? shards.eventsPerRecord() : 1;
  }

  private static boolean isKafka(StreamOption stream) {
    return stream instanceof MskProvisioned
        || stream instanceof MskExpress
        || stream instanceof MskServerless;
  }

  /**
   * Firehose reads private brokers over multi-VPC connectivity, which t3.small does not have.
   *
   * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/writing-with-msk.html">MSK as
   *     source</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/msk/latest/developerguide/aws-access-mult-vpc.html">Multi-VPC
   *     connectivity</a>
   */
  @Override
  public Optional<String> obstacle(Traffic traffic, StreamOption stream) {
    return stream instanceof MskProvisioned msk && msk.type().startsWith("kafka.t3.")
        ? Optional.of("needs multi-VPC connectivity, which t3.small lacks")
        : Optional.empty();
  }
}
