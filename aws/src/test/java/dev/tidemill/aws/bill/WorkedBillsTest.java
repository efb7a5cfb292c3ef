package dev.tidemill.aws.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemill.aws.bill.process.EmrServerless;
import dev.tidemill.aws.bill.process.Fargate;
import dev.tidemill.aws.bill.process.Firehose;
import dev.tidemill.aws.bill.process.GlueBatch;
import dev.tidemill.aws.bill.process.GlueStreaming;
import dev.tidemill.aws.bill.process.GlueWorker;
import dev.tidemill.aws.bill.process.LambdaReader;
import dev.tidemill.aws.bill.process.ProcessOption;
import dev.tidemill.aws.bill.stream.KinesisAdvantage;
import dev.tidemill.aws.bill.stream.KinesisOnDemand;
import dev.tidemill.aws.bill.stream.KinesisProvisioned;
import dev.tidemill.aws.bill.stream.MskExpress;
import dev.tidemill.aws.bill.stream.MskProvisioned;
import dev.tidemill.aws.bill.stream.MskServerless;
import dev.tidemill.aws.bill.stream.NoStream;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.aws.price.PriceKeys;
import dev.tidemill.aws.price.PriceSheet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bills that were worked out by hand from the same sheet, for 10, 1,000 and 50,000 events of 500 B
 * in a second in eu-central-1, with Glue's price of the versions before 6.0.
 */
class WorkedBillsTest {

  private static final PriceSheet SHEET = PriceSheet.shipped();
  private static final String REGION = "eu-central-1";

  /**
   * The worked bills forget here what they keep elsewhere: 50 events of 500 B are a record of
   * 25,000 B, which on-demand Kinesis rounds up to 25 KB = 25,600 B. Firehose's part of the same
   * bills has it.
   */
  private static final String WITHOUT_ROUNDING = "Kinesis on-demand, 50:1 aggregated";

  record Worked(
      String workload,
      String stream,
      String processor,
      double streamUsd,
      double crossZone,
      double processorUsd,
      double total,
      boolean feasible) {

    @Override
    public String toString() {
      return workload + ": " + stream + " + " + processor;
    }

    Traffic traffic() {
      String rate = workload.replaceAll("^W\\d ([0-9,]+) ev/s$", "$1").replace(",", "");
      double events = Double.parseDouble(rate);
      return new Traffic(events, 500, 1, 1, events > 1000 ? 12 : 3, Duration.ofDays(1));
    }

    StreamOption option() {
      Traffic traffic = traffic();
      return switch (stream) {
        case "MSK t3.small x2" -> MskProvisioned.holding(traffic, "kafka.t3.small", 2, 2);
        case "MSK m7g.large x3" -> MskProvisioned.holding(traffic, "kafka.m7g.large", 3, 3);
        case "MSK m7g.large x6" -> MskProvisioned.holding(traffic, "kafka.m7g.large", 6, 3);
        case "MSK Serverless" -> new MskServerless();
        case "MSK Express large x3" -> MskExpress.carrying(traffic);
        case "Kinesis on-demand" -> new KinesisOnDemand(1);
        case WITHOUT_ROUNDING -> new KinesisOnDemand(50);
        case "Kinesis on-demand Advantage" -> new KinesisAdvantage();
        case "Kinesis provisioned" -> new KinesisProvisioned(1);
        case "Kinesis provisioned, 50:1 aggregated" -> new KinesisProvisioned(50);
        case "(none)" -> new NoStream();
        default -> throw new IllegalArgumentException(stream);
      };
    }

    ProcessOption process() {
      Traffic traffic = traffic();
      return switch (processor) {
        case "Glue streaming G.025X x2" ->
            new GlueStreaming(GlueWorker.G_025X, 2, PriceKeys.GLUE_BEFORE_6);
        case "Glue streaming G.1X x2", "Glue streaming G.1X x3" ->
            GlueStreaming.carrying(traffic, GlueWorker.G_1X, PriceKeys.GLUE_BEFORE_6);
        case "Glue batch 15 min, G.1X x2", "Glue batch 15 min, G.1X x3" ->
            GlueBatch.carrying(traffic, PriceKeys.GLUE_BEFORE_6);
        case "EMR Serverless streaming 2 vCPU/8 GB", "EMR Serverless streaming 9 vCPU/36 GB" ->
            EmrServerless.streaming(traffic);
        case "EMR Serverless batch 15 min 5 vCPU/20 GB",
            "EMR Serverless batch 15 min 9 vCPU/36 GB" ->
            EmrServerless.batches(traffic);
        case "Fargate 2 vCPU/8 GB x1", "Fargate 2 vCPU/8 GB x4" -> Fargate.carrying(traffic);
        case "Lambda 1,024 MB x86" -> new LambdaReader();
        case "Firehose from stream", "Firehose Direct PUT" -> new Firehose(1);
        case "Firehose Direct PUT, 10 events per record" -> new Firehose(10);
        default -> throw new IllegalArgumentException(processor);
      };
    }
  }

  static List<Worked> bills() throws IOException {
    String csv;
    try (var in = WorkedBillsTest.class.getResourceAsStream("bills.csv")) {
      csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    return csv.lines().skip(1).map(WorkedBillsTest::worked).toList();
  }

  private static Worked worked(String line) {
    String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i].replace("\"", "");
    }
    return new Worked(
        cells[0],
        cells[1],
        cells[2],
        Double.parseDouble(cells[3]),
        Double.parseDouble(cells[4]),
        Double.parseDouble(cells[5]),
        Double.parseDouble(cells[6]),
        cells[7].equals("yes"));
  }

  @Test
  void areAllHere() throws IOException {
    assertThat(bills()).hasSize(197);
  }

  @ParameterizedTest
  @MethodSource("bills")
  void areMetWithinOnePercent(Worked worked) {
    List<Item> stream = worked.option().items(worked.traffic());
    List<Item> zones =
        stream.stream().filter(item -> item.key().equals(PriceKeys.CROSS_ZONE)).toList();
    List<Item> rest = new ArrayList<>(stream);
    rest.removeAll(zones);
    List<Item> process = worked.process().items(worked.traffic(), worked.option());

    double rounding = forgottenRounding(worked);
    near(usd(rest) - rounding, worked.streamUsd());
    near(usd(zones), worked.crossZone());
    near(usd(process), worked.processorUsd());
    near(usd(rest) - rounding + usd(zones) + usd(process), worked.total());
  }

  private static double forgottenRounding(Worked worked) {
    double rounded = worked.traffic().gib() * (25_600 / 25_000.0 - 1);
    double dollars = SHEET.find(PriceKeys.KINESIS_DATA_IN, REGION).orElseThrow().usd();
    return worked.stream().equals(WITHOUT_ROUNDING) ? rounded * dollars : 0;
  }

  /** Sums below a dollar were rounded to cents, which can be more than one per cent of them. */
  private static void near(double usd, double worked) {
    assertThat(usd).isCloseTo(worked, within(Math.max(worked / 100, 0.006)));
  }

  @ParameterizedTest
  @MethodSource("bills")
  void sayTheSameOfWhatWorks(Worked worked) {
    boolean works =
        worked.option().obstacle(worked.traffic()).isEmpty()
            && worked.process().obstacle(worked.traffic(), worked.option()).isEmpty();
    assertThat(works).isEqualTo(worked.feasible());
  }

  @ParameterizedTest
  @MethodSource("bills")
  void nameTheSameSizes(Worked worked) {
    assertThat(same(worked.option().label())).isEqualTo(same(worked.stream()));
    assertThat(same(worked.process().label()))
        .isEqualTo(same(worked.processor().replaceAll(" (from stream|Direct PUT)", "")));
  }

  private static String same(String label) {
    return label.toLowerCase(Locale.ROOT).replace(" x", " ×");
  }

  private static double usd(List<Item> items) {
    return items.stream().mapToDouble(item -> Line.of(item, SHEET, REGION).amount()).sum();
  }
}
