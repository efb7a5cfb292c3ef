package dev.tidemill.model.read.grammar;

import static dev.tidemill.model.read.grammar.Key.key;

import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Rate;
import java.util.List;
import java.util.Optional;

/** The shapes of what means something on AWS only, or comes in a later release step. */
final class Elsewhere {

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
                  key("peak", Leaves.rate()))
              .with(Elsewhere::peak));

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
                      key("master", Leaves.text()).from(5))))
          .with(PlainSecrets::inState);

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

  private static void peak(Value.Fields load, Place place, Reading reading) {
    Optional<Rate> rate = rate(load, "rate");
    Optional<Rate> peak = rate(load, "peak");
    if (rate.isPresent() && peak.isPresent() && peak.get().perSecond() < rate.get().perSecond()) {
      reading
          .findings()
          .error(
              "out-of-range",
              new At(place.path() + ".peak", load.get("peak").orElseThrow().position(), ""),
              place.label() + ": the peak is less than the rate",
              "the rate is the average: write a greater peak, or leave it out");
    }
  }

  private static Optional<Rate> rate(Value.Fields load, String key) {
    return load.leaf(key, Value.Written.class).map(written -> (Rate) written.value());
  }

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
}
