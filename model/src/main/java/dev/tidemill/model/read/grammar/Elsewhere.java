package dev.tidemill.model.read.grammar;

import static dev.tidemill.model.read.grammar.Key.key;

import dev.tidemill.model.value.IdKind;
import java.util.List;
import java.util.Map;

/** The shapes of what means something on AWS only, or comes in a later release step. */
final class Elsewhere {

  static final Shape CONNECTION =
      VariantShape.of("connection", Map.of("kafka", kafka(), "jdbc", jdbc(), "s3", s3()));

  static final BlockShape DATABASE =
      BlockShape.of(
          "the database",
          key("description", Leaves.text()),
          key("external", Leaves.bool()),
          key("location", Leaves.text()));

  static final BlockShape ALARM =
      BlockShape.of(
              "the alarm",
              key("description", Leaves.text()),
              key("metric", Leaves.text()).required("add metric: job.ID.lag, for example"),
              key("above", Leaves.text()),
              key("below", Leaves.text()),
              key("anomaly", Leaves.number()),
              key("for", Leaves.duration("1m", "24h")).or("5m"),
              key("missing", Leaves.word("ok", "alarm")).or("ok"),
              key("notify", new ListShape(notifyTarget())))
          .with(AlarmMetric::check);

  static final Shape BUDGET =
      Shorthands.of(
          "monthly",
          BlockShape.of(
              "the budget",
              key("monthly", Leaves.money()).required("add monthly: 150 USD"),
              key("notify", new ListShape(notifyTarget()))));

  static final Shape LOAD =
      Shorthands.of(
          "rate",
          BlockShape.of(
              "the load",
              key("rate", Leaves.rate()).required("add rate: 10/s"),
              key("size", Leaves.size("1B", "1GB")).or("500B"),
              key("peak", Leaves.rate())));

  static final BlockShape DASHBOARD =
      BlockShape.of(
          "the dashboard",
          key("description", Leaves.text()),
          key("title", Leaves.text()),
          key("charts", new ListShape(chart())));

  static final BlockShape RUNTIME =
      BlockShape.of(
          "the runtime",
          key("port", Leaves.integer(1, 65_535)).or("7070"),
          key("state", new TemplateShape(false)),
          key("history", Leaves.duration("1h", "3650d")).or("30d"),
          key("lake", Leaves.text()).from(5),
          key("kafka", RawShape.reference(IdKind.CONNECTION)).from(5),
          key(
              "spark",
              BlockShape.of(
                  "runtime.spark",
                  key("conf", ByIdShape.free("setting", Leaves.text())),
                  key("master", Leaves.text()).from(5))));

  static final BlockShape GLUE =
      BlockShape.of(
          "aws.glue",
          key("shared", Leaves.bool()).or("true"),
          key("workerType", Leaves.word("G.025X", "G.1X", "G.2X", "G.4X", "G.8X")).or("G.025X"),
          key("workers", Leaves.integer(2, 299)).or("2"),
          key("maintenanceWindow", Leaves.text()));

  static final BlockShape AWS =
      BlockShape.of(
          "aws",
          key(
              "region",
              Leaves.form(
                  "bad-region",
                  "[a-z]{2}(-[a-z]+)+-[0-9]",
                  "a region",
                  "write for example eu-central-1")),
          key(
              "account",
              Leaves.form("bad-account", "[0-9]{12}", "an account", "write its twelve digits")),
          key("streams", Shorthands.of("type", streams())),
          key("glue", GLUE),
          key(
              "athena",
              BlockShape.of("aws.athena", key("scanLimit", Leaves.size("10MB", "999GB")))),
          key(
              "network",
              BlockShape.of(
                  "aws.network",
                  key("vpc", Leaves.text()),
                  key("subnets", new ListShape(Leaves.text())),
                  key("zones", Leaves.integer(1, 6)).or("2"))),
          key("encryption", Leaves.text()).or("aws"),
          key("removal", Leaves.word("retain", "destroy")).or("retain"),
          key("logRetention", Leaves.duration("1d", "3653d")).or("30d"),
          key("alarms", Leaves.word("standard", "none")).or("standard"),
          key("tags", ByIdShape.free("tag", Leaves.text())));

  static final BlockShape FUNCTION_AWS =
      BlockShape.of(
          "aws of the function",
          key("snapStart", Leaves.bool()).or("true"),
          key("architecture", Leaves.word("x86_64", "arm64")).or("x86_64"),
          key("internet", Leaves.bool()).or("false"),
          key("logRetention", Leaves.duration("1d", "3653d")).or("30d"));

  static final Shape URL =
      Shorthands.flag(
          "auth",
          "iam",
          BlockShape.of(
              "the url",
              key("auth", Leaves.word("iam", "none")).required("add auth: iam or none"),
              key("cors", cors())));

  static final Shape MAINTENANCE =
      new NoneOr(
          BlockShape.of(
              "the maintenance",
              key("compactEvery", Leaves.duration()).or("1h"),
              key("keepSnapshots", Leaves.duration()).or("7d"),
              key("removeOrphansAfter", Leaves.duration()).or("3d")));

  static final Shape AFTER =
      Shorthands.ofList(
          "jobs",
          BlockShape.of(
              "after",
              key("jobs", new ListShape(RawShape.reference(IdKind.JOB))).required("add jobs: [id]"),
              key("when", Leaves.word("all", "any")).or("all"),
              key("state", Leaves.word("SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT"))
                  .or("SUCCEEDED")));

  private Elsewhere() {}

  static Shape runtimeName() {
    return Leaves.form(
        "unknown-word",
        "java(17|21|25)|(nodejs|python|ruby|dotnet|provided\\.al)[0-9.]+x?",
        "a runtime",
        "it is java17, java21 or java25, or AWS's name of another one: python3.13");
  }

  static Shape notifyTarget() {
    return Leaves.form(
        "bad-address",
        "[^@\\s]+@[^@\\s]+\\.[^@\\s]+|arn:aws[a-z-]*:sns:[^\\s]+",
        "an address",
        "write an e-mail address or the ARN of a topic");
  }

  /** What happens to calls that fail; the numbers are AWS's bounds and our defaults. */
  static BlockShape retry(
      String least, String most, String attempts, String age, String shortest, String longest) {
    return BlockShape.of(
        "the retry",
        key("attempts", Leaves.integer(Long.parseLong(least), Long.parseLong(most))).or(attempts),
        key("maximumEventAge", Leaves.duration(shortest, longest)).or(age));
  }

  static List<Key> scheduleKeys() {
    return List.of(
        key("start", Leaves.instant()),
        key("end", Leaves.instant()),
        key("window", Leaves.duration("1m", "24h")),
        key("group", group()).or("${pipeline}-${stage}"),
        key("retry", retry("0", "185", "3", "1h", "1m", "24h")).or("{}"),
        key("deadLetters", Leaves.bool()).or("true"),
        key("enabled", Leaves.bool()).or("true"),
        key("missed", Leaves.word("runOnce", "skip", "runAll")).or("runOnce"),
        key("deleteAfterCompletion", Leaves.bool()).or("false"));
  }

  /** As CreateScheduleGroup takes it. */
  private static Shape group() {
    return Leaves.form(
        "bad-name",
        "[0-9A-Za-z_.-]{1,64}",
        "a group",
        "AWS takes letters, digits, '-', '_' and '.', at most 64");
  }

  private static BlockShape cors() {
    Shape texts = new ListShape(Leaves.text());
    return BlockShape.of(
        "cors",
        key("allowOrigins", texts),
        key("allowMethods", texts),
        key("allowHeaders", texts),
        key("exposeHeaders", texts),
        key("allowCredentials", Leaves.bool()).or("false"),
        key("maxAge", Leaves.duration("0s", "24h")));
  }

  private static BlockShape kafka() {
    return BlockShape.of(
        "the connection",
        key("description", Leaves.text()),
        key("type", Leaves.text()),
        key("bootstrapServers", Leaves.text()).required("add bootstrapServers: host:9092"),
        key("authentication", Leaves.word("none", "tls", "scram", "plain", "iam")).or("none"),
        key("username", new TemplateShape(false)),
        key("password", new TemplateShape(true)),
        key("caCertificate", Leaves.text()),
        key("clientCertificate", Leaves.text()),
        key("clientKey", new TemplateShape(true)),
        key("properties", ByIdShape.free("property", Leaves.text())));
  }

  private static BlockShape jdbc() {
    return BlockShape.of(
        "the connection",
        key("description", Leaves.text()),
        key("type", Leaves.text()),
        key("url", Leaves.text()).required("add url: jdbc:…"),
        key("username", new TemplateShape(false)),
        key("password", new TemplateShape(true)),
        key("driver", Leaves.text()),
        key("properties", ByIdShape.free("property", Leaves.text())),
        key("samples", Leaves.text()));
  }

  private static BlockShape s3() {
    return BlockShape.of(
        "the connection",
        key("description", Leaves.text()),
        key("type", Leaves.text()),
        key("endpoint", Leaves.text()),
        key("region", Leaves.text()),
        key("accessKey", new TemplateShape(false)),
        key("secretKey", new TemplateShape(true)),
        key("pathStyle", Leaves.bool()));
  }

  private static BlockShape chart() {
    return BlockShape.of(
        "the chart",
        key("title", Leaves.text()).required("add title: text"),
        key("sql", new SqlShape(false)).required("add sql: SELECT …"),
        key("mark", Leaves.word("line", "area", "bar", "number", "table"))
            .required("add mark: line"),
        key("x", Leaves.text()),
        key("y", Leaves.text()),
        key("color", Leaves.text()),
        key("window", Leaves.duration()),
        key("threshold", Leaves.number()));
  }

  private static Shape streams() {
    BlockShape own =
        BlockShape.of(
            "aws.streams",
            key("type", Leaves.text()),
            key("brokerType", Leaves.text()).or("kafka.t3.small"),
            key("brokers", Leaves.integer(1, 90)).or("2"),
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
}
