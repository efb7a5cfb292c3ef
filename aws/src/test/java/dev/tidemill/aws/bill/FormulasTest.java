package dev.tidemill.aws.bill;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class FormulasTest {

  private static final PriceSheet SHEET = PriceSheet.shipped();
  private static final String REGION = "eu-west-1";

  private static final List<Function<Traffic, StreamOption>> STREAMS =
      List.of(
          traffic -> MskProvisioned.holding(traffic, "kafka.t3.small", 2, 2),
          traffic -> MskProvisioned.holding(traffic, "kafka.m7g.large", 3, 3),
          traffic -> new MskServerless(),
          MskExpress::carrying,
          traffic -> new KinesisOnDemand(1),
          traffic -> new KinesisOnDemand(50),
          traffic -> new KinesisAdvantage(),
          traffic -> new KinesisProvisioned(1),
          traffic -> new KinesisProvisioned(50),
          traffic -> new NoStream());

  private static final List<Function<Traffic, ProcessOption>> PROCESSES =
      List.of(
          traffic -> GlueStreaming.carrying(traffic, GlueWorker.G_025X, PriceKeys.GLUE_6),
          traffic -> GlueStreaming.carrying(traffic, GlueWorker.G_1X, PriceKeys.GLUE_6),
          traffic -> GlueBatch.carrying(traffic, PriceKeys.GLUE_6),
          EmrServerless::streaming,
          Fargate::carrying,
          traffic -> new LambdaReader(),
          traffic -> new Firehose(1));

  @Property(tries = 300)
  void moreLoadNeverCostsLess(
      @ForAll @DoubleRange(min = 0.01, max = 200_000) double rate,
      @ForAll @DoubleRange(min = 1, max = 3) double more,
      @ForAll @IntRange(min = 10, max = 100_000) int bytes,
      @ForAll @IntRange(min = 1, max = 5) int readers) {
    Traffic less = new Traffic(rate, bytes, readers, 1, 6, Duration.ofDays(1));
    Traffic much = new Traffic(rate * more, bytes, readers, 1, 6, Duration.ofDays(1));
    for (Function<Traffic, StreamOption> stream : STREAMS) {
      double before = usd(stream.apply(less).items(less));
      double after = usd(stream.apply(much).items(much));
      assertThat(after).as(stream.apply(less).label()).isGreaterThanOrEqualTo(before - 1e-6);
    }
  }

  /** Batches with one executor more may end so much earlier that a month of them costs less. */
  @Property(tries = 300)
  void moreLoadNeverNeedsASmallerProcessor(
      @ForAll @DoubleRange(min = 0.01, max = 200_000) double rate,
      @ForAll @DoubleRange(min = 1, max = 3) double more) {
    Traffic less = new Traffic(rate, 500, 1, 1, 6, Duration.ofDays(1));
    Traffic much = new Traffic(rate * more, 500, 1, 1, 6, Duration.ofDays(1));
    StreamOption stream = new KinesisProvisioned(1);
    for (Function<Traffic, ProcessOption> process : PROCESSES) {
      if (process.apply(less) instanceof GlueBatch) {
        continue;
      }
      double before = usd(process.apply(less).items(less, stream));
      double after = usd(process.apply(much).items(much, stream));
      assertThat(after).as(process.apply(less).label()).isGreaterThanOrEqualTo(before - 1e-6);
    }
  }

  @Property(tries = 100)
  void whatIsSizedForALoadCarriesIt(@ForAll @DoubleRange(min = 0.01, max = 200_000) double rate) {
    Traffic traffic = new Traffic(rate, 500, 1, 1, 6, Duration.ofDays(1));
    int brokers = MskProvisioned.brokersFor(traffic, "kafka.m7g.large", 3);
    assertThat(brokers % 3).isZero();
    assertThat(MskProvisioned.holding(traffic, "kafka.m7g.large", brokers, 3).obstacle(traffic))
        .isEmpty();
    for (Function<Traffic, ProcessOption> process : PROCESSES) {
      assertThat(process.apply(traffic).obstacle(traffic, new NoStream())).isEmpty();
    }
  }

  private static double usd(List<Item> items) {
    return items.stream()
        .map(item -> Line.of(item, SHEET, REGION))
        .peek(line -> assertThat(line.price()).as(line.item().key().toString()).isPresent())
        .mapToDouble(Line::amount)
        .sum();
  }
}
