package dev.tidemill.aws.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemill.aws.Variant;
import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.Resource;
import dev.tidemill.aws.price.PriceKey;
import dev.tidemill.aws.price.PriceSheet;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BillTest {

  private static final Instant NOW = Instant.parse("2026-11-13T09:00:00Z");

  private static final String SHOP =
      """
      pipeline: shop
      streams: { clicks: { retention: 1d, columns: { at: timestamp } } }
      tables: { clicks: {} }
      functions: { Put: { handler: a.Put, code: code, uses: clicks, memory: 1GB } }
      jobs:
        rows:
          every: 1m
          aws: { workerType: G.1X, workers: 3 }
          nodes: { s: { source: stream, stream: clicks }, t: { target: table, input: s, table: clicks } }
      load: { clicks: 20/s }
      aws: { region: eu-central-1, streams: msk }
      """;

  private static final Measured SEEN =
      new Measured(
          "a test",
          Map.of(
              "Put",
              new Measured.Calls(
                  9, Duration.ofMillis(900), OptionalLong.of(60), OptionalDouble.empty())),
          Map.of("clicks", new Measured.Messages(10, 2000, OptionalDouble.empty())),
          Map.of("clicks", new Measured.Rows(10, 500, OptionalDouble.empty())),
          Map.of());

  @TempDir Path folder;

  static Stream<Variant> variants() {
    return Variant.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void leavesNothingOfADeploymentOut(Variant variant) {
    Bill bill = Bill.of(variant.read(), NOW);
    assertThat(bill.unpriced())
        .allMatch(each -> each.reason().equals("its Kafka is there already"));
    assertThat(bill.total()).isPositive();
    assertThat(bill.low()).isLessThanOrEqualTo(bill.total());
    assertThat(bill.high()).isGreaterThanOrEqualTo(bill.total());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void sumsItsLinesAndPutsTheDearestPartFirst(Variant variant) {
    Bill bill = Bill.of(variant.read(), NOW);
    double lines = bill.lines().stream().mapToDouble(line -> line.expected().charged()).sum();
    assertThat(bill.total()).isCloseTo(lines, within(1e-9));
    List<Double> parts = new ArrayList<>(bill.parts().values());
    assertThat(parts).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    for (Part part : bill.parts().keySet()) {
      List<Double> amounts =
          bill.lines(part).stream().map(line -> line.expected().charged()).toList();
      assertThat(amounts).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void hasALineOrAReasonForEveryTypeOfTheTemplate(Variant variant) throws IOException {
    String template;
    try (var in = Variant.class.getResourceAsStream("golden/" + variant + ".template.json")) {
      template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Set<String> types = new TreeSet<>();
    Pattern.compile("\"Type\"\\s*:\\s*\"(AWS::[A-Za-z0-9]+::[A-Za-z0-9]+)\"")
        .matcher(template)
        .results()
        .forEach(found -> types.add(found.group(1)));
    Set<PriceKey> charged = new HashSet<>();
    Bill.of(variant.read(), NOW).lines().forEach(line -> charged.add(line.expected().item().key()));

    assertThat(types).hasSizeGreaterThan(15);
    for (String type : types) {
      if (!Resources.FREE.containsKey(type)) {
        assertThat(Resources.PRICED).containsKey(type);
        assertThat(Resources.PRICED.get(type)).as(type).anyMatch(charged::contains);
      }
    }
  }

  @Test
  void noTypeIsBothChargedAndFree() {
    assertThat(Resources.FREE.keySet()).doesNotContainAnyElementsOf(Resources.PRICED.keySet());
    assertThat(Resources.FREE.values()).noneMatch(String::isBlank);
  }

  @Test
  void namesAResourceThatItDoesNotKnow() {
    Pipeline pipeline = Variant.PROD_MSK.read();
    List<Resource> resources = new ArrayList<>(Deployment.of(pipeline).resources());
    double before = bill(pipeline, resources).total();
    resources.add(new Resource("AWS::Neptune::DBCluster", "graph", new TreeMap<>()));

    Bill bill = bill(pipeline, resources);

    assertThat(bill.unpriced())
        .containsExactly(
            new Unpriced("AWS::Neptune::DBCluster graph", "no line of this bill knows this type"));
    assertThat(bill.total()).isEqualTo(before);
  }

  @Test
  void pricesGlueWithItsOwnPriceAndSaysWhichOneItWas() {
    Bill bill = Bill.of(Variant.PROD_MSK.read(), NOW);
    assertThat(bill.lines(Part.JOBS).get(0).price().orElseThrow().usd()).isEqualTo(0.308);
    assertThat(bill.notes())
        .contains(
            "a DPU-hour of Glue 6.0 is 0.308 USD (2026-08-21), as used here;"
                + " before 6.0 it was 0.44 (2025-07-18)");
  }

  /** A filter that counts timeouts makes a metric, and each metric is charged. */
  @Test
  void countsTheMetricOfAnAlarmOnTimeouts() {
    Pipeline pipeline = Variant.EVERYTHING.read();
    assertThat(count(Bill.of(pipeline, NOW), "metrics"))
        .isEqualTo(9 * pipeline.jobs().size() + pipeline.streams().size() + 1);
  }

  @Test
  void leavesAGivenKafkaOutOfTheTrafficOfItsOwn() {
    Bill bill = Bill.of(Variant.EVERYTHING.read(), NOW);
    double gib = 2 * 500 * Month.SECONDS / Month.GIB;
    double crossing = gib * 2 / 3 * (1 + 0.5) * 2;
    assertThat(count(bill, "traffic between zones")).isCloseTo(crossing, within(0.01));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "streams: msk            | MSK kafka.t3.small",
        "streams: msk-serverless | MSK Serverless",
        "streams: { type: msk, brokerType: express.m7g.large, brokers: 2 } | MSK express.m7g.large",
        "streams: kinesis        | Kinesis streams"
      })
  void pricesWhatTheStreamsLiveIn(String aws, String resource) throws IOException {
    Bill bill = Bill.of(shop(SHOP.replace("streams: msk", aws)), NOW);
    assertThat(bill.lines(Part.STREAM).get(0).resource()).isEqualTo(resource);
    assertThat(bill.unpriced()).isEmpty();
  }

  @Test
  void aQueryReadsNoMoreThanItsLimit() throws IOException {
    double scanned = count(Bill.of(shop(SHOP.replace("20/s", "50000/s")), NOW), "Athena");
    assertThat(scanned).isEqualTo(1000 * 10 / 1024.0);
  }

  /** The change is made in the text, and the whole read and priced again. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the job rows once an hour | every: 1m | schedule: rate(1 hour)",
        "windows of 5 minutes | every: 1m | every: 5m",
        "2 × G.025X instead of 3 × G.1X | workerType: G.1X, workers: 3 | workerType: G.025X, workers: 2",
        "MSK t3.small ×2 instead of MSK m5.large ×2 | streams: { type: msk, brokerType: kafka.m5.large } | aws.",
        "functions on ARM | memory: 1GB | memory: 1GB, aws: { architecture: arm64 }",
        "Put with 128 MB | memory: 1GB | memory: 128MB"
      })
  void savesWhatItSaysOnceTheChangeIsMade(String what, String from, String to) throws IOException {
    String text =
        SHOP.replace("streams: msk", "streams: { type: msk, brokerType: kafka.m5.large }");
    Pipeline pipeline = shop(text);
    List<Resource> resources = Deployment.of(pipeline).resources();
    Usage usage =
        new UsageReader(
                pipeline, new Resources(resources), Scenario.EXPECTED, Optional.of(SEEN), NOW)
            .read();
    Saving saving =
        new Savings(
                pipeline,
                usage,
                Optional.of(SEEN),
                each -> OptionalDouble.of(measuredBill(each).total()))
            .all().stream().filter(each -> each.what().startsWith(what)).findFirst().orElseThrow();

    String made = to.equals("aws.") ? saving.change().substring(to.length()) : to;
    Pipeline changed = shop(text.replace(from, made));

    assertThat(saving.usd())
        .isPositive()
        .isCloseTo(measuredBill(pipeline).total() - measuredBill(changed).total(), within(0.001));
  }

  @Test
  void takesSizesTimesAndTablesAsMeasuredAndNamesWhatWasNot() throws IOException {
    Bill bill = measuredBill(shop(SHOP));
    assertThat(bill.measured()).contains(SEEN);
    assertThat(line(bill, "Put time").assumption()).isEqualTo("900 ms a call measured, 1,024 MB");
    double gib = 20 * 50 * Month.SECONDS / Month.GIB;
    assertThat(count(bill, "data files")).isCloseTo(gib, within(0.001));
    assertThat(line(bill, "data files").assumption()).contains("as large as measured");
    assertThat(bill.notes())
        .contains("nothing measured of job rows: taken as without --measured, not as nothing");
  }

  @Test
  void aRunTakesAsLongAsMeasured() throws IOException {
    Pipeline hourly = shop(SHOP.replace("every: 1m", "schedule: rate(1 hour)"));
    Duration run = Duration.ofSeconds(80);
    Measured seen =
        new Measured(
            "a test",
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("rows", new Measured.Batches(4, Duration.ofSeconds(40), run)));
    BillLine line = bill(hourly, Optional.of(seen)).lines(Part.JOBS).get(0);
    assertThat(line.assumption())
        .isEqualTo("3 × G.1X = 3 DPU × 730 runs × 120 s, 80.0 s of work measured");
    assertThat(line.expected().quantity()).isCloseTo(730 * 120 / 3600.0 * 3, within(1e-6));
  }

  /** Halves and doubles what is assumed, the traffic of endpoints too. */
  @Test
  void spreadsWhatIsAssumed() {
    BillLine data = line(Bill.of(Variant.EVERYTHING.read(), NOW), "data of the NAT");
    assertThat(data.low().quantity()).isEqualTo(5);
    assertThat(data.expected().quantity()).isEqualTo(10);
    assertThat(data.high().quantity()).isEqualTo(20);
  }

  @Test
  void addsUpInCents() {
    Bill bill = Bill.of(Variant.PROD_MSK.read(), NOW);
    for (BillLine line : bill.lines()) {
      double cents = line.expected().charged() * 100;
      assertThat(cents).isCloseTo(Math.rint(cents), within(1e-6));
    }
    double parts = bill.parts().values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(bill.total()).isCloseTo(parts, within(1e-6));
  }

  private Pipeline shop(String text) throws IOException {
    Files.writeString(folder.resolve("code"), "");
    return Variant.read(Files.writeString(folder.resolve("pipeline.yaml"), text), "local");
  }

  private static BillLine line(Bill bill, String resource) {
    return bill.lines().stream()
        .filter(line -> line.resource().equals(resource))
        .findFirst()
        .orElseThrow();
  }

  private static double count(Bill bill, String resource) {
    return line(bill, resource).expected().quantity();
  }

  private static Bill measuredBill(Pipeline pipeline) {
    return bill(pipeline, Optional.of(SEEN));
  }

  private static Bill bill(Pipeline pipeline, Optional<Measured> seen) {
    return Bill.of(
        new Bill.Request(
            pipeline, Deployment.of(pipeline).resources(), PriceSheet.shipped(), seen, NOW));
  }

  private static Bill bill(Pipeline pipeline, List<Resource> resources) {
    return Bill.of(
        new Bill.Request(pipeline, resources, PriceSheet.shipped(), Optional.empty(), NOW));
  }
}
