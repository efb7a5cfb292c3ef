package dev.tidemill.model.read.grammar;

import static dev.tidemill.model.read.grammar.Key.key;

import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.value.Durations;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Parsed;
import dev.tidemill.model.value.Suggest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The shapes of what only AWS knows: {@code aws} at the top, of a function and of a job. */
final class AwsShapes {

  /**
   * Glue's own names.
   *
   * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/worker-types.html">Worker types</a>
   */
  private static final List<String> WORKERS =
      List.of(
          "G.025X", "G.1X", "G.2X", "G.4X", "G.8X", "G.12X", "G.16X", "R.1X", "R.2X", "R.4X",
          "R.8X");

  /**
   * What Amazon MSK offers.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-types.html">Broker
   *     types</a>
   */
  private static final List<String> BROKERS =
      Stream.of(
              Stream.of("kafka.t3.small"),
              sizes("kafka.m7g.", "", "2", "4", "8", "12", "16"),
              sizes("kafka.m5.", "", "2", "4", "8", "12", "16", "24"),
              sizes("express.m7g.", "", "2", "4", "8", "12", "16"))
          .flatMap(each -> each)
          .toList();

  /**
   * For how many days CloudWatch keeps logs.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html">PutRetentionPolicy</a>
   */
  private static final List<Integer> LOG_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  static final BlockShape FUNCTION =
      BlockShape.of(
          "aws of the function",
          key("snapStart", Leaves.bool()).or("true"),
          key("architecture", Leaves.word("x86_64", "arm64")).or("x86_64"),
          key("internet", Leaves.bool()).or("false"),
          key("logRetention", logRetention()));

  /** What a job does not say here, {@code aws.glue} says. */
  static final BlockShape JOB =
      BlockShape.of(
          "aws of the job",
          key("shared", Leaves.bool()),
          key("workerType", worker()),
          key("workers", Leaves.integer(2, 299)),
          key("maintenanceWindow", window()));

  private static final BlockShape GLUE =
      BlockShape.of(
          "aws.glue",
          key("shared", Leaves.bool()).or("true"),
          key("workerType", worker()).or("G.025X"),
          key("workers", Leaves.integer(2, 299)).or("2"),
          key("maintenanceWindow", window()));

  private static final BlockShape NETWORK =
      BlockShape.of(
              "aws.network",
              key("vpc", id("vpc")),
              key("subnets", new ListShape(id("subnet"))),
              key("zones", Leaves.integer(1, 6)))
          .with(AwsShapes::network);

  static final BlockShape AWS =
      BlockShape.of(
              "aws",
              key("region", Regions.shape()),
              key(
                  "account",
                  Leaves.form("bad-account", "[0-9]{12}", "an account", "write its twelve digits")),
              key("streams", Shorthands.of("type", streams())).or("msk"),
              key("glue", GLUE).or("{}"),
              key(
                      "athena",
                      BlockShape.of(
                          "aws.athena",
                          key("scanLimit", Leaves.size("10MB", "999999GB")).or("10GB")))
                  .or("{}"),
              key("network", NETWORK).or("{}"),
              key("encryption", encryption()).or("aws"),
              key("removal", Leaves.word("retain", "destroy")).or("retain"),
              key("logRetention", logRetention()).or("30d"),
              key("alarms", Leaves.word("standard", "none")).or("standard"),
              key("tags", ByIdShape.free("tag", Leaves.text())))
          .with(AwsShapes::tags);

  private AwsShapes() {}

  private static Stream<String> sizes(String family, String... multiples) {
    return Stream.concat(
        Stream.of(family + "large"), Stream.of(multiples).map(each -> family + each + "xlarge"));
  }

  private static Shape worker() {
    return Leaves.of((label, text) -> offered("worker-type", label, text, WORKERS), text -> text);
  }

  private static Shape broker() {
    return Leaves.of((label, text) -> offered("unknown-word", label, text, BROKERS), text -> text);
  }

  private static Parsed<String> offered(
      String code, String label, String text, List<String> words) {
    if (words.contains(text)) {
      return Parsed.of(text);
    }
    String hint =
        Suggest.nearest(text, words)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("write for example " + words.get(1));
    return Leaves.wrong(text, code, label + ": AWS has no '" + Words.cut(text) + "'", hint);
  }

  /**
   * Glue's own form.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/glue/latest/dg/glue-streaming-maintenance.html">Maintenance
   *     windows</a>
   */
  private static Shape window() {
    return Leaves.form(
        "bad-window",
        "(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat):(?:[01]?[0-9]|2[0-3])",
        "a maintenance window",
        "write a weekday and an hour, UTC: Sun:3");
  }

  private static Shape id(String word) {
    return Leaves.form(
        "bad-name",
        word + "-[0-9a-f]{8,17}",
        "the id of a " + word,
        "AWS writes it " + word + "-0123456789abcdef0");
  }

  private static Shape encryption() {
    return Leaves.form(
        "unknown-word",
        "aws|arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+",
        "a way to encrypt",
        "write aws, or the ARN of a KMS key: arn:aws:kms:REGION:ACCOUNT:key/ID");
  }

  private static Shape logRetention() {
    return Leaves.of(
        (label, text) -> {
          Parsed<Duration> parsed = Durations.parse(label, text);
          Optional<Duration> value = parsed.value();
          boolean offered =
              value.isEmpty()
                  || LOG_DAYS.stream().anyMatch(days -> value.get().equals(Duration.ofDays(days)));
          return offered ? parsed : notOffered(label, text, value.get());
        },
        Durations::format);
  }

  private static Parsed<Duration> notOffered(String label, String text, Duration value) {
    int longest = LOG_DAYS.get(LOG_DAYS.size() - 1);
    int next =
        LOG_DAYS.stream()
            .filter(days -> Duration.ofDays(days).compareTo(value) > 0)
            .findFirst()
            .orElse(longest);
    return Leaves.wrong(
        text,
        "out-of-range",
        label + ": CloudWatch does not keep logs for " + text,
        "write " + next + "d");
  }

  private static Shape streams() {
    BlockShape own =
        BlockShape.of(
            "aws.streams",
            key("type", Leaves.text()),
            key("brokerType", broker()).or("kafka.t3.small"),
            key("brokers", Leaves.integer(1, 60)).or("2"),
            key("storage", Leaves.size("1GB", "16384GB")),
            key("authentication", Leaves.word("iam", "scram", "tls")).or("iam"));
    BlockShape plain = BlockShape.of("aws.streams", key("type", Leaves.text()));
    BlockShape existing =
        BlockShape.of(
            "aws.streams",
            key("type", Leaves.text()),
            key("connection", RawShape.reference(IdKind.CONNECTION))
                .required("add connection: the id of one"));
    return VariantShape.of(
        "stream",
        Map.of("msk", own, "msk-serverless", plain, "kinesis", plain, "existing", existing));
  }

  /** Nothing is looked up in an account, so what is there is named whole. */
  private static void network(Value.Fields network, Place place, Reading reading) {
    boolean vpc = network.isGiven("vpc");
    if (vpc != network.isGiven("subnets")) {
      reading
          .findings()
          .error(
              "missing-key",
              place.at(),
              place.label() + (vpc ? " has a vpc but no subnets" : " has subnets but no vpc"),
              vpc ? "add subnets: [id], one for each zone" : "add vpc: its id");
    }
  }

  /**
   * What AWS takes as <a
   * href="https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html">tags</a>.
   */
  private static void tags(Value.Fields aws, Place place, Reading reading) {
    Value.Fields tags = aws.fields("tags");
    tags.keys()
        .forEach(
            (name, position) -> {
              At at = new At(place.path() + ".tags." + name, position, name);
              String value = tags.text(name).orElse("");
              if (name.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                reading
                    .findings()
                    .error(
                        "reserved-name",
                        at,
                        "tag '" + Words.cut(name) + "' begins with 'aws:'",
                        "these are AWS's own: write another name");
              } else if (name.isBlank() || name.length() > 128 || value.length() > 256) {
                reading
                    .findings()
                    .error(
                        "out-of-range",
                        at,
                        "tag '" + Words.cut(name) + "' is empty or too long",
                        "AWS takes names of 1 to 128 characters and values of at most 256");
              }
            });
  }
}
