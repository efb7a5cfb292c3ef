package dev.tidemill.cli.cost;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.Captured;
import dev.tidemill.cli.Status;
import dev.tidemill.cli.text.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostTest {

  private static final Path EXAMPLE =
      Path.of(System.getProperty("tidemill.home"), "examples", "approvals");
  private static final String SHOP =
      """
      pipeline: shop
      streams: { clicks: { retention: 1d, columns: { at: timestamp } } }
      tables: { clicks: {} }
      jobs:
        clicks:
          every: 1m
          nodes: { in: { source: stream, stream: clicks }, out: { target: table, input: in, table: clicks } }
      """;
  private static final String TRACK =
      "functions: { Track: { handler: a.Track, code: track.jar, uses: clicks } }\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {80, 160})
  void showsTheBillOfTheExample(int columns) throws IOException {
    Captured cost = onTerminal(columns, EXAMPLE.toString(), "--stage", "prod", "--compare");
    assertThat(cost.err()).isEmpty();
    assertThat(cost.status()).isZero();
    assertThat(cost.out().lines()).allMatch(line -> line.length() < columns);
    try (var in = CostTest.class.getResourceAsStream("approvals-" + columns + ".txt")) {
      assertThat(cost.out()).isEqualTo(new String(in.readAllBytes(), UTF_8));
    }
  }

  @Test
  void namesEachFigureForPrograms() throws IOException {
    Captured cost = cost(SHOP, "load: { clicks: 10/s }", "--json", "--compare");
    assertThat(cost.err()).isEmpty();
    assertThat(cost.out())
        .startsWith("{\n  \"pipeline\" : \"shop\"")
        .contains("\"region\" : \"eu-central-1\"", "\"currency\" : \"USD\"", "\"pricesOf\" : [")
        .contains("\"part\" : \"jobs\"", "\"price\" : 0.308", "\"amount\" : 112.42")
        .contains("\"low\" : ", "\"expected\" : ", "\"high\" : ", "\"unpriced\" : [ ]")
        .contains("\"freeTier\" : [", "\"savings\" : [", "\"budget\" : null")
        .contains("\"obstacle\" : \"Firehose needs multi-VPC connectivity, which t3.small lacks\"")
        .contains("\"source\" : \"https://");
  }

  @Test
  void moreLoadNeverCostsLess() throws IOException {
    double before = 0;
    for (String rate : new String[] {"1/d", "1/m", "1/s", "10/s", "1000/s", "50000/s"}) {
      Captured cost = cost(SHOP, "load: { clicks: " + rate + " }", "--json");
      double expected = figure(cost, "expected");
      assertThat(expected).as(rate).isGreaterThanOrEqualTo(before);
      assertThat(figure(cost, "low")).as(rate).isLessThanOrEqualTo(expected);
      assertThat(figure(cost, "high")).as(rate).isGreaterThanOrEqualTo(expected);
      before = expected;
    }
  }

  @Test
  void highIsThePeakAllMonth() throws IOException {
    String usual = "load: { clicks: { rate: 10/s, size: 1KB } }";
    String peak = "load: { clicks: { rate: 10/s, size: 1KB, peak: 900/s } }";
    assertThat(figure(cost(SHOP, peak, "--json"), "expected"))
        .isEqualTo(figure(cost(SHOP, usual, "--json"), "expected"));
    assertThat(figure(cost(SHOP, peak, "--json"), "high"))
        .isGreaterThan(figure(cost(SHOP, usual, "--json"), "high") + 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--budget | 500 USD | 0 | are left",
        "--budget | 50 USD  | 1 | above by",
        "--eur    | 1.25    | 0 | 1 EUR = 1.25 USD (--eur)"
      })
  void holdsTheBillAgainstABudget(String option, String value, int status, String said)
      throws IOException {
    Captured cost = cost(SHOP, "load: { clicks: 10/s }", option, value);
    assertThat(cost.status()).isEqualTo(status);
    assertThat(cost.out()).contains(said);
  }

  @Test
  void takesTheBudgetOfTheDefinitionUnlessAnotherIsGiven() throws IOException {
    String own = "budget: 20 USD";
    assertThat(cost(SHOP, own).status()).isEqualTo(Status.FAILED);
    assertThat(cost(SHOP, own).out()).contains("budget 20.00");
    assertThat(cost(SHOP, own, "--budget", "900 USD").status()).isZero();
  }

  @Test
  void saysWhatItAssumesWhereNoLoadIsGiven() throws IOException {
    assertThat(cost(SHOP + TRACK, "").out()).contains("1/s assumed: no load is given");
  }

  @Test
  void countsRunsBySchedulesAndSaysWhereItHasToAssume() throws IOException {
    String byHand = SHOP.replace("    every: 1m\n", "");
    assertThat(cost(byHand, "").out())
        .contains("Glue job clicks", "2 × G.1X = 2 DPU × 30.4 runs × 60 s, one a day assumed")
        .doesNotContain("keepers of Glue runs");
    String hourly = SHOP.replace("every: 1m", "schedule: rate(1 hour)");
    assertThat(cost(hourly, "load: { clicks: 1/m }").out())
        .contains("2 × G.1X = 2 DPU × 730 runs × 60 s")
        .doesNotContain("assumed: no load");
  }

  @Test
  void namesWhatTheSheetHasNoPriceFor() throws IOException {
    Path sheet = folder.resolve("mine.csv");
    Files.writeString(
        sheet,
        """
        service,dimension,unit,region,price_usd,source_url,as_of
        MSK Standard,broker kafka.t3.small,broker-hour,eu-central-1,0.05,https://a.example,2026-01
        """);
    Captured cost = cost(SHOP, "", "--prices", sheet.toString());
    assertThat(cost.out())
        .contains("list prices of 2026-01 to 2026-01")
        .contains("not priced: Glue run ")
        .contains("the sheet has no price in eu-central-1");
    assertThat(figure(cost(SHOP, "", "--json", "--prices", sheet.toString()), "expected"))
        .isEqualTo(73.0);
  }

  @Test
  void aRegionWithoutPricesHasNoneOfAnother() throws IOException {
    Captured tokyo = costOf(SHOP + "aws: { region: ap-northeast-1 }\n");
    assertThat(tokyo.out())
        .contains("not priced: MSK kafka.t3.small", "the sheet has no price in ap-northeast-1")
        .containsPattern("expected +0\\.00");
  }

  @Test
  void tellsMistakesOfASheetWithTheirPlaces() throws IOException {
    Path sheet = folder.resolve("mine.csv");
    Files.writeString(sheet, "service;dimension\n");
    Captured cost = cost(SHOP, "", "--prices", sheet.toString());
    assertThat(cost.status()).isEqualTo(Status.WRONG);
    assertThat(cost.err()).contains("mine.csv:1:1  [bad-price]").doesNotContain("\tat ");
  }

  @Test
  void wantsARegion() throws IOException {
    Captured cost = costOf(SHOP);
    assertThat(cost.status()).isEqualTo(Status.WRONG);
    assertThat(cost.err()).contains("has no aws.region", "aws: { region: eu-central-1 }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--eur    | x     | --eur: 'x' is not a rate",
        "--budget | 50    | [bad-unit] --budget: '50' is not an amount of money",
        "--prices | no.csv | --prices: cannot read 'no.csv'"
      })
  void refusesWhatItCannotRead(String option, String value, String said) throws IOException {
    Captured cost = cost(SHOP, "", option, value);
    assertThat(cost.status()).isEqualTo(Status.WRONG);
    assertThat(cost.err()).contains(said);
  }

  @Test
  void namesASmallerClusterAndAServiceThatIsThereAlready() throws IOException {
    String dear =
        "aws: { region: eu-central-1, streams: { type: msk, brokerType: kafka.m5.large } }\n";
    assertThat(costOf(SHOP + dear + "load: { clicks: 10/s }\n").out())
        .containsPattern("cheaper by 29\\d\\.\\d\\d: MSK t3.small ×2 instead of MSK m5.large ×2")
        .contains(
            "aws.streams: { type: msk, brokerType: kafka.t3.small, brokers: 2, storage: 1GB }");
    String given =
        """
        connections: { office: { type: kafka, bootstrapServers: "kafka.example:9092" } }
        aws: { region: eu-central-1, streams: { type: existing, connection: office } }
        """;
    assertThat(costOf(SHOP + given).out())
        .contains("not priced: stream clicks: its Kafka is there already")
        .doesNotContain("MSK kafka");
  }

  @Test
  void warnsOfWhatIsTooSmall() throws IOException {
    assertThat(cost(SHOP, "load: { clicks: 50000/s }").out())
        .contains("warning: MSK t3.small ×2 is too small", "warning: Glue run ");
  }

  @Test
  void usesWhatARehearsalLeft() throws IOException {
    assertThat(cost(SHOP + TRACK, "", "--measured").err())
        .contains("--measured: nothing is up and no rehearsal is kept in");
    Path log = folder.resolve(".tidemill/rehearsal/logs/functions/Track.1.log");
    Files.createDirectories(log.getParent());
    Files.writeString(
        log,
        "2026-11-13T08:00:00.000Z REPORT RequestId: a\tDuration: 6.50 ms\tBilled Duration: 7 ms"
            + "\tMemory Size: 512 MB\tMax Memory Used: 90 MB\n");
    Captured cost = cost(SHOP + TRACK, "load: { Track: 100/s }", "--measured");
    assertThat(cost.err()).doesNotContain("--measured");
    assertThat(cost.out())
        .contains("measured in the kept rehearsal", "7.0 ms a call measured, 512 MB")
        .containsPattern("function Track +1 call of 7.0 ms, 90 MB at most")
        .contains("nothing measured of stream clicks, table clicks, job clicks: taken as")
        .contains("Track with 192 MB: it used 90 MB at most", "functions.Track.memory: 192MB");
    Captured json = cost(SHOP + TRACK, "load: { Track: 100/s }", "--measured", "--json");
    assertThat(json.out().replaceAll("\\s+", " "))
        .contains(
            "\"functions\" : { \"Track\" : { \"calls\" : 1, \"meanMilliseconds\" : 7, \"mostMb\" : 90 } }")
        .contains("\"notes\" : [ \"nothing measured of stream clicks");
  }

  @Test
  void breaksLongLinesAndLosesNoneOfThem() throws IOException {
    String text =
        SHOP
            + "aws: { region: eu-central-1, streams: { type: msk, brokerType: kafka.m5.large,"
            + " authentication: scram } }\n";
    Files.writeString(folder.resolve("pipeline.yaml"), text);
    Captured narrow = onTerminal(80, folder.toString());
    Captured wide = onTerminal(160, folder.toString());
    assertThat(narrow.err()).isEmpty();
    assertThat(narrow.out().lines()).allMatch(line -> line.length() < 80);
    assertThat(narrow.out().replaceAll("\\s+", " "))
        .contains("storage: 1GB, authentication: scram }");
    assertThat(wide.out().lines()).allMatch(line -> line.length() < 160);
    assertThat(wide.out()).doesNotContain("…");
    assertThat(narrow.out()).doesNotContain("…");
  }

  private static double figure(Captured cost, String name) {
    Matcher figure = Pattern.compile("(?m)^  \"" + name + "\" : ([0-9.]+)").matcher(cost.out());
    assertThat(figure.find()).as(cost.out() + cost.err()).isTrue();
    return Double.parseDouble(figure.group(1));
  }

  private Captured cost(String definition, String more, String... options) throws IOException {
    return costOf(definition + more + "\naws: { region: eu-central-1 }\n", options);
  }

  private Captured costOf(String definition, String... options) throws IOException {
    Files.writeString(folder.resolve("pipeline.yaml"), definition);
    Files.writeString(folder.resolve("track.jar"), "");
    String[] arguments = new String[options.length + 2];
    arguments[0] = "cost";
    arguments[1] = folder.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Captured.run(arguments);
  }

  private static Captured onTerminal(int columns, String... options) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("NO_COLOR", "1");
    String[] arguments = new String[options.length + 1];
    arguments[0] = "cost";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Captured.run(new Terminal(true, true, columns, false), environment, arguments);
  }
}
