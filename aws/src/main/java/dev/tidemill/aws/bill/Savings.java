package dev.tidemill.aws.bill;

import dev.tidemill.aws.bill.process.GlueStreaming;
import dev.tidemill.aws.bill.process.GlueWorker;
import dev.tidemill.aws.bill.stream.MskProvisioned;
import dev.tidemill.aws.bill.stream.MskServerless;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.AwsStreams.Authentication;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Function;
import dev.tidemill.model.FunctionAws;
import dev.tidemill.model.FunctionAws.Architecture;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Looks for changes of the definition that Tidemill can deploy and that cost less. Each is made,
 * and what comes of it is priced as a whole: a saving is the difference of two bills.
 */
final class Savings {

  /** The expected bill of a definition; empty where a price is missing. */
  interface Priced {
    OptionalDouble usd(Pipeline pipeline);
  }

  private record Candidate(String what, String change, Pipeline changed) {}

  private static final int SHOWN = 3;
  private static final double LEAST_USD = 0.5;
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final double SPARE_MEMORY = 1.5;
  private static final long[] MEMORIES = {128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072};

  private final Pipeline pipeline;
  private final Usage usage;
  private final Optional<Measured> measured;
  private final Priced bill;
  private final Changes changes;
  private final List<Candidate> candidates = new ArrayList<>();

  Savings(Pipeline pipeline, Usage usage, Optional<Measured> measured, Priced bill) {
    this.pipeline = pipeline;
    this.usage = usage;
    this.measured = measured;
    this.bill = bill;
    this.changes = new Changes(pipeline);
  }

  /** The three largest, the largest first. */
  List<Saving> largest() {
    return all().stream().limit(SHOWN).toList();
  }

  /** All that are worth a word, the largest first. */
  List<Saving> all() {
    OptionalDouble now = bill.usd(pipeline);
    if (now.isEmpty()) {
      return List.of();
    }
    usage.stream().ifPresent(this::streams);
    usage.runs().stream().filter(Usage.Run::streaming).forEach(this::run);
    windows();
    architecture();
    memory();
    internet();
    return candidates.stream()
        .map(each -> saving(each, now.getAsDouble()))
        .filter(saving -> saving.usd() >= LEAST_USD)
        .sorted(Comparator.comparingDouble(Saving::usd).reversed())
        .toList();
  }

  private Saving saving(Candidate each, double now) {
    return new Saving(each.what(), each.change(), now - usd(each.changed()));
  }

  private void add(String what, String change, Pipeline changed) {
    candidates.add(new Candidate(what, change, changed));
  }

  /** The cheapest other cluster that carries the traffic. */
  private void streams(StreamOption now) {
    Traffic traffic = usage.ownTraffic();
    int zones = pipeline.aws().network().zones();
    List<StreamOption> others = new ArrayList<>();
    others.add(MskProvisioned.holding(traffic, "kafka.t3.small", zones, zones));
    int brokers = MskProvisioned.brokersFor(traffic, "kafka.m7g.large", zones);
    others.add(MskProvisioned.holding(traffic, "kafka.m7g.large", brokers, zones));
    Authentication authentication = changes.authentication();
    if (authentication == Authentication.IAM) {
      others.add(new MskServerless());
    }
    others.stream()
        .filter(other -> !other.label().equals(now.label()))
        .filter(other -> other.obstacle(traffic).isEmpty())
        .map(other -> candidate(other, now, streams(other, authentication)))
        .min(Comparator.comparingDouble(each -> usd(each.changed())))
        .ifPresent(candidates::add);
  }

  private Candidate candidate(StreamOption other, StreamOption now, AwsStreams streams) {
    return new Candidate(
        other.label() + " instead of " + now.label(), written(streams), changes.to(streams));
  }

  private double usd(Pipeline changed) {
    return bill.usd(changed).orElse(Double.MAX_VALUE);
  }

  private static AwsStreams streams(StreamOption option, Authentication authentication) {
    return option instanceof MskProvisioned msk
        ? new AwsStreams.Provisioned(
            msk.type(),
            msk.brokers(),
            DataSize.ofGigabytes(Math.round(msk.gibPerBroker())),
            authentication)
        : new AwsStreams.Serverless();
  }

  private static String written(AwsStreams streams) {
    if (!(streams instanceof AwsStreams.Provisioned msk)) {
      return "aws.streams: msk-serverless";
    }
    String authentication =
        msk.authentication() == Authentication.IAM
            ? ""
            : ", authentication: " + Words.lower(msk.authentication());
    return Words.of(
        "aws.streams: { type: msk, brokerType: %s, brokers: %d, storage: %s%s }",
        msk.brokerType(), msk.brokers(), msk.storage(), authentication);
  }

  /** Fewer or smaller workers, or a run an hour for each job, if that is fresh enough. */
  private void run(Usage.Run run) {
    GlueStreaming enough =
        GlueStreaming.carrying(usage.traffic(), GlueWorker.G_025X, usage.dpuHour());
    boolean shared = pipeline.jobs().get(run.jobs().get(0)).aws().shared();
    if (enough.workers() * enough.worker().dpu() < run.workers() * run.worker().dpu()) {
      String place = shared ? "aws.glue" : "jobs." + run.jobs().get(0) + ".aws";
      add(
          Words.of(
              "%d × G.025X instead of %d × %s",
              enough.workers(), run.workers(), run.worker().type()),
          Words.of("%s: { workerType: G.025X, workers: %d }", place, enough.workers()),
          changes.to(run.jobs(), enough));
    }
    boolean several = run.jobs().size() > 1;
    add(
        several
            ? "the " + run.jobs().size() + " jobs once an hour instead of all the time"
            : "the job " + run.jobs().get(0) + " once an hour instead of all the time",
        "jobs."
            + (several ? "ID" : run.jobs().get(0))
            + ": { schedule: rate(1 hour) } instead of every",
        changes.hourly(run.jobs()));
  }

  private void windows() {
    Predicate<Job> isShort =
        job -> job.every().filter(each -> each.compareTo(WINDOW) < 0).isPresent();
    List<String> jobs = pipeline.jobs().values().stream().filter(isShort).map(Job::id).toList();
    if (!jobs.isEmpty()) {
      String id = jobs.size() == 1 ? jobs.get(0) : "ID";
      add("windows of 5 minutes", "jobs." + id + ".every: 5m", changes.every(jobs, WINDOW));
    }
  }

  private void architecture() {
    boolean some =
        pipeline.functions().values().stream()
            .anyMatch(function -> function.aws().architecture() == Architecture.X86_64);
    if (some) {
      UnaryOperator<Function> change =
          function ->
              function.with(
                  function.memory(),
                  new FunctionAws(
                      function.aws().snapStart(),
                      Architecture.ARM64,
                      function.aws().internet(),
                      function.aws().logRetention()));
      add(
          "functions on ARM, if their code runs there",
          "functions.ID.aws: { architecture: arm64 }",
          changes.functions(change));
    }
  }

  /** Half as much again as was used at most; of the functions that it would save most with. */
  private void memory() {
    record Less(Usage.Called called, long used, long enough) {
      double saved() {
        return called.calls() * called.seconds() * (called.megabytes() - enough);
      }
    }
    List<Less> all = new ArrayList<>();
    for (Usage.Called called : usage.functions()) {
      measured
          .map(seen -> seen.functions().get(called.id()))
          .filter(seen -> seen.memoryMb().isPresent())
          .map(seen -> seen.memoryMb().getAsLong())
          .ifPresent(used -> all.add(new Less(called, used, enough(used * SPARE_MEMORY))));
    }
    all.stream()
        .filter(less -> less.saved() > 0)
        .sorted(Comparator.comparingDouble(Less::saved).reversed())
        .limit(SHOWN)
        .forEach(
            less -> {
              String id = less.called().id();
              add(
                  Words.of("%s with %d MB: it used %d MB at most", id, less.enough(), less.used()),
                  Words.of("functions.%s.memory: %dMB", id, less.enough()),
                  changes.functions(
                      each ->
                          each.id().equals(id)
                              ? each.with(new DataSize(less.enough() << 20), each.aws())
                              : each));
            });
  }

  private static long enough(double megabytes) {
    for (long memory : MEMORIES) {
      if (memory >= megabytes) {
        return memory;
      }
    }
    return Long.MAX_VALUE >> 20;
  }

  private void internet() {
    if (usage.network().nat()) {
      List<String> who =
          pipeline.functions().values().stream()
              .filter(function -> function.aws().internet())
              .map(Function::id)
              .toList();
      UnaryOperator<Function> change =
          function ->
              function.with(
                  function.memory(),
                  new FunctionAws(
                      function.aws().snapStart(),
                      function.aws().architecture(),
                      false,
                      function.aws().logRetention()));
      add(
          "no NAT: " + String.join(", ", who) + " without the internet",
          "functions.ID.aws: { internet: false }",
          changes.functions(change));
    }
  }
}
