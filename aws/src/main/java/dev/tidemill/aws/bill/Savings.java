package dev.tidemill.aws.bill;

import dev.tidemill.aws.bill.process.GlueStreaming;
import dev.tidemill.aws.bill.process.GlueWorker;
import dev.tidemill.aws.bill.stream.MskProvisioned;
import dev.tidemill.aws.bill.stream.MskServerless;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.aws.price.PriceKey;
import dev.tidemill.aws.price.PriceKeys;
import dev.tidemill.model.Function;
import dev.tidemill.model.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks for changes of the definition that Tidemill can deploy and that cost less. */
final class Savings {

  private static final int SHOWN = 3;
  private static final double LEAST_USD = 0.5;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final double SECONDS_OF_A_RUN = 60;
  private static final double SPARE_MEMORY = 1.5;
  private static final long[] MEMORIES = {128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072};

  private final Pipeline pipeline;
  private final Usage usage;
  private final Optional<Measured> measured;
  private final Pricing pricing;
  private final List<Saving> found = new ArrayList<>();

  Savings(Pipeline pipeline, Usage usage, Optional<Measured> measured, Pricing pricing) {
    this.pipeline = pipeline;
    this.usage = usage;
    this.measured = measured;
    this.pricing = pricing;
  }

  /** The three largest, the largest first. */
  List<Saving> largest() {
    usage.stream().ifPresent(this::stream);
    workers();
    hourly();
    architecture();
    memory();
    longerWindows();
    internet();
    return found.stream()
        .filter(saving -> saving.usd() >= LEAST_USD)
        .sorted(Comparator.comparingDouble(Saving::usd).reversed())
        .limit(SHOWN)
        .toList();
  }

  private void add(String what, String change, Optional<Double> before, Optional<Double> after) {
    if (before.isPresent() && after.isPresent()) {
      found.add(new Saving(what, change, before.get() - after.get()));
    }
  }

  private void stream(StreamOption now) {
    Traffic traffic = usage.traffic();
    int zones = pipeline.aws().network().zones();
    List<StreamOption> others = new ArrayList<>();
    others.add(MskProvisioned.holding(traffic, "kafka.t3.small", zones, zones));
    others.add(
        MskProvisioned.holding(
            traffic,
            "kafka.m7g.large",
            MskProvisioned.brokersFor(traffic, "kafka.m7g.large", zones),
            zones));
    others.add(new MskServerless());
    others.stream()
        .filter(other -> !other.label().equals(now.label()))
        .filter(other -> other.obstacle(traffic).isEmpty())
        .min(Comparator.comparing(other -> usd(other).orElse(Double.MAX_VALUE)))
        .ifPresent(
            other ->
                add(
                    other.label() + " instead of " + now.label(),
                    written(other),
                    usd(now),
                    usd(other)));
  }

  private Optional<Double> usd(StreamOption option) {
    return pricing.usd(option.items(usage.traffic()));
  }

  private static String written(StreamOption option) {
    return option instanceof MskProvisioned msk
        ? Words.of(
            "aws.streams: { type: msk, brokerType: %s, brokers: %d }", msk.type(), msk.brokers())
        : "aws.streams: msk-serverless";
  }

  /** Fewer or smaller workers for runs without end. */
  private void workers() {
    for (Usage.Run run : usage.runs()) {
      if (run.streaming()) {
        GlueStreaming enough =
            GlueStreaming.carrying(usage.traffic(), GlueWorker.G_025X, usage.dpuHour());
        double needed = enough.workers() * enough.worker().dpu();
        if (needed < run.workers() * run.worker().dpu()) {
          add(
              Words.of(
                  "%d × G.025X instead of %d × %s",
                  enough.workers(), run.workers(), run.worker().type()),
              Words.of("aws.glue: { workerType: G.025X, workers: %d }", enough.workers()),
              dpu(run.workers() * run.worker().dpu() * Month.HOURS),
              dpu(needed * Month.HOURS));
        }
      }
    }
  }

  private Optional<Double> dpu(double hours) {
    return pricing.usd(usage.dpuHour(), hours);
  }

  /** A run an hour for each job, if that is fresh enough. */
  private void hourly() {
    for (Usage.Run run : usage.runs()) {
      if (run.streaming()) {
        double seconds = SECONDS_OF_A_RUN + usage.traffic().bytesPerSecond() * 3600 / 20e6;
        double hours = Month.times(HOUR) * seconds / 3600 * 2 * run.jobs();
        String jobs = run.jobs() == 1 ? "the job" : "the " + run.jobs() + " jobs";
        add(
            jobs + " once an hour instead of all the time",
            "jobs.ID: { schedule: rate(1 hour) } instead of every",
            dpu(run.workers() * run.worker().dpu() * Month.HOURS),
            dpu(hours));
      }
    }
  }

  private void architecture() {
    double x86 =
        usage.functions().stream()
            .filter(function -> !function.arm())
            .mapToDouble(Savings::gbSeconds)
            .sum();
    add(
        "functions on ARM",
        "functions.ID.aws: { architecture: arm64 }",
        pricing.usd(PriceKeys.LAMBDA_X86_1, x86),
        pricing.usd(PriceKeys.LAMBDA_ARM, x86));
  }

  private static double gbSeconds(Usage.Called function) {
    return function.calls() * function.seconds() * function.megabytes() / 1024;
  }

  /** Half as much again as was used at most. */
  private void memory() {
    if (measured.isEmpty()) {
      return;
    }
    for (Usage.Called called : usage.functions()) {
      Measured.Calls seen = measured.get().functions().get(called.id());
      if (seen != null && seen.memoryMb().isPresent()) {
        long used = seen.memoryMb().getAsLong();
        long enough = enough(used * SPARE_MEMORY);
        PriceKey key = called.arm() ? PriceKeys.LAMBDA_ARM : PriceKeys.LAMBDA_X86_1;
        double now = gbSeconds(called);
        if (enough < called.megabytes()) {
          add(
              Words.of("%s with %d MB: it used %d MB at most", called.id(), enough, used),
              Words.of("functions.%s.memory: %dMB", called.id(), enough),
              pricing.usd(key, now),
              pricing.usd(key, now * enough / called.megabytes()));
        }
      }
    }
  }

  private static long enough(double megabytes) {
    for (long memory : MEMORIES) {
      if (memory >= megabytes) {
        return memory;
      }
    }
    return Long.MAX_VALUE;
  }

  /** A commit a five minutes instead of one a minute. */
  private void longerWindows() {
    boolean shorter =
        pipeline.jobs().values().stream()
            .flatMap(job -> job.every().stream())
            .anyMatch(every -> every.compareTo(Duration.ofMinutes(5)) < 0);
    if (shorter) {
      double fewer =
          pipeline.jobs().values().stream()
              .flatMap(job -> job.every().stream())
              .mapToDouble(
                  every -> Math.max(0, Month.times(every) - Month.times(Duration.ofMinutes(5))))
              .sum();
      double share = Math.min(fewer, usage.tables().commits()) * 5;
      add(
          "windows of 5 minutes",
          "jobs.ID.every: 5m",
          pricing.usd(PriceKeys.S3_PUT, share),
          Optional.of(0.0));
    }
  }

  private void internet() {
    if (usage.network().nat()) {
      List<Item> nat =
          List.of(
              new Item("", PriceKeys.NAT, Month.HOURS, ""),
              new Item("", PriceKeys.PUBLIC_ADDRESS, Month.HOURS, ""));
      List<String> who =
          pipeline.functions().values().stream()
              .filter(function -> function.aws().internet())
              .map(Function::id)
              .toList();
      add(
          "no NAT: " + String.join(", ", who) + " without the internet",
          "functions.ID.aws: { internet: false }",
          pricing.usd(nat),
          Optional.of(0.0));
    }
  }
}
