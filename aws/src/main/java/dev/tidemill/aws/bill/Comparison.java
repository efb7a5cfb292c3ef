package dev.tidemill.aws.bill;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The same traffic on every stream and every processor, each in the size that it takes. What the
 * other parts of a bill cost is the same for all.
 *
 * @param combinations those that work first, the cheapest first
 */
public record Comparison(List<Combination> combinations) {

  /** Events that a producer may put into one record of Kinesis. */
  private static final int AGGREGATED = 50;

  private static final int IN_A_RECORD = 10;

  static Comparison of(Traffic traffic, Pricing pricing) {
    if (traffic.eventsPerSecond() == 0) {
      return new Comparison(List.of());
    }
    List<Combination> all = new ArrayList<>();
    for (StreamOption stream : streams(traffic)) {
      for (ProcessOption process : processes(traffic, stream)) {
        all.add(combined(traffic, stream, process, pricing));
      }
    }
    all.sort(
        Comparator.<Combination, Boolean>comparing(each -> each.obstacle().isPresent())
            .thenComparing(each -> each.usd().orElse(Double.MAX_VALUE)));
    return new Comparison(all);
  }

  private static Combination combined(
      Traffic traffic, StreamOption stream, ProcessOption process, Pricing pricing) {
    if (stream instanceof NoStream && !(process instanceof Firehose)) {
      return new Combination(
          stream.label(),
          process.label(),
          Optional.of(0.0),
          Optional.empty(),
          Optional.of(process.label() + " needs a stream"),
          false);
    }
    Optional<String> obstacle =
        stream
            .obstacle(traffic)
            .map(why -> stream.label() + " is " + why)
            .or(
                () ->
                    process
                        .obstacle(traffic, stream)
                        .map(
                            why ->
                                process.label() + (why.startsWith("too ") ? " is " : " ") + why));
    return new Combination(
        stream.label(),
        process.label(),
        pricing.usd(stream.items(traffic)),
        pricing.usd(process.items(traffic, stream)),
        obstacle,
        stream.deployable() && process.deployable());
  }

  private static Set<StreamOption> streams(Traffic traffic) {
    Set<StreamOption> streams = new LinkedHashSet<>();
    streams.add(MskProvisioned.holding(traffic, "kafka.t3.small", 2, 2));
    streams.add(MskProvisioned.holding(traffic, "kafka.m7g.large", 3, 3));
    int brokers = MskProvisioned.brokersFor(traffic, "kafka.m7g.large", 3);
    streams.add(MskProvisioned.holding(traffic, "kafka.m7g.large", brokers, 3));
    streams.add(MskProvisioned.holding(traffic, "kafka.m5.large", 3, 3));
    streams.add(new MskServerless());
    streams.add(MskExpress.carrying(traffic));
    streams.add(new KinesisOnDemand(1));
    streams.add(new KinesisOnDemand(AGGREGATED));
    streams.add(new KinesisAdvantage());
    streams.add(new KinesisProvisioned(1));
    streams.add(new KinesisProvisioned(AGGREGATED));
    streams.add(new NoStream());
    return streams;
  }

  private static Set<ProcessOption> processes(Traffic traffic, StreamOption stream) {
    Set<ProcessOption> processes = new LinkedHashSet<>();
    processes.add(new Firehose(1));
    if (stream instanceof NoStream) {
      processes.add(new Firehose(IN_A_RECORD));
    }
    processes.add(new GlueStreaming(GlueWorker.G_025X, 2, PriceKeys.GLUE_6));
    processes.add(GlueStreaming.carrying(traffic, GlueWorker.G_025X, PriceKeys.GLUE_6));
    processes.add(GlueStreaming.carrying(traffic, GlueWorker.G_1X, PriceKeys.GLUE_6));
    processes.add(GlueBatch.carrying(traffic, PriceKeys.GLUE_6));
    processes.add(EmrServerless.streaming(traffic));
    processes.add(EmrServerless.batches(traffic));
    processes.add(Fargate.carrying(traffic));
    processes.add(new LambdaReader());
    return processes;
  }
}
