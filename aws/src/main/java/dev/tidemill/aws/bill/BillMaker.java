package dev.tidemill.aws.bill;

import dev.tidemill.aws.bill.Items.Placed;
import dev.tidemill.aws.bill.process.GlueStreaming;
import dev.tidemill.aws.bill.process.GlueWorker;
import dev.tidemill.aws.bill.stream.KinesisOnDemand;
import dev.tidemill.aws.bill.stream.NoStream;
import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.Resource;
import dev.tidemill.aws.price.Price;
import dev.tidemill.aws.price.PriceKey;
import dev.tidemill.aws.price.PriceKeys;
import dev.tidemill.model.AwsStreams;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes a bill: the usage of three scenarios, priced. */
final class BillMaker {

  private final Bill.Request request;
  private final Pipeline pipeline;
  private final Resources resources;
  private final String region;

  BillMaker(Bill.Request request) {
    this.request = request;
    this.pipeline = request.pipeline();
    this.resources = new Resources(request.resources());
    this.region = pipeline.aws().region().orElseThrow();
  }

  Bill make() {
    Map<Scenario, Usage> usages = new EnumMap<>(Scenario.class);
    for (Scenario scenario : Scenario.values()) {
      usages.put(scenario, usage(scenario));
    }
    List<BillLine> lines = lines(usages);
    Usage expected = usages.get(Scenario.EXPECTED);
    Pricing pricing = new Pricing(request.sheet(), region);
    return new Bill(
        pipeline.id(),
        pipeline.stage(),
        region,
        lines,
        unpriced(lines),
        resources.free(),
        FreeTier.of(lines.stream().map(BillLine::expected).toList()),
        notes(lines, expected),
        new Savings(pipeline, expected, request.measured(), this::expected).largest(),
        Comparison.of(expected.traffic(), pricing),
        request.measured());
  }

  private Usage usage(Scenario scenario) {
    return new UsageReader(pipeline, resources, scenario, request.measured(), request.now()).read();
  }

  /** The expected sum of the same request for another definition; empty if a price is missing. */
  private OptionalDouble expected(Pipeline other) {
    List<Resource> deployed = Deployment.of(other).resources();
    Bill.Request changed =
        new Bill.Request(other, deployed, request.sheet(), request.measured(), request.now());
    List<Line> lines =
        Items.of(new BillMaker(changed).usage(Scenario.EXPECTED)).stream()
            .map(this::priced)
            .filter(line -> line.item().count() > 0)
            .toList();
    return lines.stream().allMatch(line -> line.price().isPresent())
        ? OptionalDouble.of(lines.stream().mapToDouble(Line::charged).sum())
        : OptionalDouble.empty();
  }

  private List<BillLine> lines(Map<Scenario, Usage> usages) {
    List<Placed> low = Items.of(usages.get(Scenario.LOW));
    List<Placed> expected = Items.of(usages.get(Scenario.EXPECTED));
    List<Placed> high = Items.of(usages.get(Scenario.HIGH));
    List<BillLine> lines = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      BillLine line =
          new BillLine(
              expected.get(i).part(),
              priced(low.get(i)),
              priced(expected.get(i)),
              priced(high.get(i)));
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    return sorted(lines);
  }

  private Line priced(Placed placed) {
    return Line.of(placed.item(), request.sheet(), region);
  }

  private static List<BillLine> sorted(List<BillLine> lines) {
    Map<Part, Double> sums = new EnumMap<>(Part.class);
    lines.forEach(line -> sums.merge(line.part(), line.expected().charged(), Double::sum));
    List<BillLine> sorted = new ArrayList<>(lines);
    sorted.sort(
        Comparator.<BillLine>comparingDouble(line -> -sums.get(line.part()))
            .thenComparing(BillLine::part)
            .thenComparingDouble(line -> -line.expected().charged()));
    return sorted;
  }

  /** What is too small for its load, and which of Glue's two prices is in the bill. */
  private List<String> notes(List<BillLine> lines, Usage expected) {
    List<String> notes = new ArrayList<>();
    unmeasured().ifPresent(notes::add);
    if (expected.stream().filter(KinesisOnDemand.class::isInstance).isPresent()) {
      notes.add("warning: Kinesis is priced here, but not deployed yet");
    }
    Traffic traffic = expected.traffic();
    expected.stream()
        .ifPresent(
            stream ->
                stream
                    .obstacle(expected.ownTraffic())
                    .ifPresent(why -> notes.add("warning: " + stream.label() + " is " + why)));
    for (Usage.Run run : expected.runs()) {
      GlueStreaming glue = new GlueStreaming(run.worker(), run.workers(), expected.dpuHour());
      if (run.streaming()) {
        glue.obstacle(traffic, new NoStream())
            .ifPresent(why -> notes.add("warning: Glue run " + run.id() + " is " + why));
      }
    }
    boolean runs = lines.stream().anyMatch(line -> isOf(PriceKeys.GLUE_6, line));
    Optional<Price> six = request.sheet().find(PriceKeys.GLUE_6, region);
    Optional<Price> before = request.sheet().find(PriceKeys.GLUE_BEFORE_6, region);
    if (runs && six.isPresent() && before.isPresent()) {
      notes.add(
          Words.of(
              "a DPU-hour of Glue 6.0 is %s USD (%s), as used here; before 6.0 it was %s (%s)",
              six.get().usd(), six.get().asOf(), before.get().usd(), before.get().asOf()));
    }
    return notes;
  }

  /** Nothing seen is not taken for nothing to pay. */
  private Optional<String> unmeasured() {
    List<String> unseen = new ArrayList<>();
    request
        .measured()
        .ifPresent(
            seen -> {
              addUnseen("function", pipeline.functions(), seen.functions(), unseen);
              addUnseen("stream", pipeline.streams(), seen.streams(), unseen);
              addUnseen("table", pipeline.tables(), seen.tables(), unseen);
              addUnseen("job", pipeline.jobs(), seen.jobs(), unseen);
            });
    return unseen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "nothing measured of "
                + String.join(", ", unseen)
                + ": taken as without --measured, not as nothing");
  }

  private static void addUnseen(
      String word, Map<String, ?> all, Map<String, ?> seen, List<String> unseen) {
    all.keySet().stream()
        .filter(id -> !seen.containsKey(id))
        .forEach(id -> unseen.add(word + " " + id));
  }

  private static boolean isOf(PriceKey key, BillLine line) {
    return line.expected().item().key().equals(key);
  }

  private List<Unpriced> unpriced(List<BillLine> lines) {
    List<Unpriced> unpriced = new ArrayList<>();
    for (Resource resource : resources.unknown()) {
      String what = resource.type() + " " + resource.id();
      unpriced.add(new Unpriced(what, "no line of this bill knows this type"));
    }
    for (BillLine line : lines) {
      if (line.price().isEmpty()) {
        String what = line.resource() + " (" + line.expected().item().key() + ")";
        unpriced.add(new Unpriced(what, "the sheet has no price in " + region));
      }
    }
    for (Resource job : resources.of("AWS::Glue::Job")) {
      String type = job.quantities().get("workerType");
      if (GlueWorker.of(type).isEmpty()) {
        unpriced.add(new Unpriced("workers " + type + " of " + job.id(), "priced as G.1X"));
      }
    }
    for (Stream stream : pipeline.streams().values()) {
      boolean given =
          stream.connection().isPresent()
              || pipeline.aws().streams() instanceof AwsStreams.Existing;
      if (given) {
        unpriced.add(new Unpriced("stream " + stream.id(), "its Kafka is there already"));
      }
    }
    return unpriced;
  }
}
