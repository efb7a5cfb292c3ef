package dev.tidemill.aws.bill.process;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.bill.Words;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.aws.price.PriceKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Spark on EMR Serverless, with 4 GB for each virtual processor.
 *
 * @param batch whether it runs every 15 minutes, with 60 s to start, or without end
 * @param executorVcpus of all executors; the driver has one more
 */
public record EmrServerless(boolean batch, int executorVcpus) implements ProcessOption {

  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration START = Duration.ofSeconds(60);
  private static final int GB_PER_VCPU = 4;
  private static final int EXECUTOR = 4;
  private static final int WRITERS = 2;

  /** A run without end that is large enough. */
  public static EmrServerless streaming(Traffic traffic) {
    double needed = Speed.vcpus(traffic);
    int vcpus = needed <= 1 ? 1 : needed <= 2 ? 2 : (int) Math.ceil(needed / EXECUTOR) * EXECUTOR;
    return new EmrServerless(false, vcpus);
  }

  /** Runs that end in time. */
  public static EmrServerless batches(Traffic traffic) {
    return new EmrServerless(true, Batches.inTime(traffic, EVERY, START).executors() * EXECUTOR);
  }

  @Override
  public String label() {
    String size = Words.of("%d vCPU/%d GB", vcpus(), vcpus() * GB_PER_VCPU);
    return "EMR Serverless " + (batch ? "batch 15 min " : "streaming ") + size;
  }

  private int vcpus() {
    return executorVcpus + 1;
  }

  @Override
  public List<Item> items(Traffic traffic, StreamOption stream) {
    Batches batches = new Batches(EVERY, START, Math.max(1, executorVcpus / EXECUTOR));
    double hours = batch ? batches.hours(traffic) : Month.HOURS;
    String assumption =
        batch ? Words.of("%,.0f runs × %.0f s", batches.runs(), batches.seconds(traffic)) : "730 h";
    return List.of(
        new Item("EMR Serverless", PriceKeys.EMR_VCPU, hours * vcpus(), assumption),
        new Item(
            "memory of EMR Serverless",
            PriceKeys.EMR_MEMORY,
            hours * vcpus() * GB_PER_VCPU,
            assumption),
        batch ? Speed.filesOf(batches.runs(), WRITERS) : Speed.filesEachMinute(WRITERS));
  }

  @Override
  public Optional<String> obstacle(Traffic traffic, StreamOption stream) {
    return Speed.obstacle(traffic, executorVcpus);
  }
}
