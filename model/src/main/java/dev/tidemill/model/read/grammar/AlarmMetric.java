package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.value.Durations;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Problem;
import dev.tidemill.model.value.Suggest;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an alarm watches: {@code KIND.ID.METRIC}, and one bound for it. */
final class AlarmMetric {

  private static final Map<IdKind, List<String>> METRICS = metrics();

  private static final List<String> BOUNDS = List.of("above", "below", "anomaly");
  private static final List<String> TIMES = List.of("p95", "lagTime");

  private AlarmMetric() {}

  private static Map<IdKind, List<String>> metrics() {
    Map<IdKind, List<String>> metrics = new EnumMap<>(IdKind.class);
    metrics.put(IdKind.FUNCTION, List.of("invocations", "errors", "timeouts", "p95"));
    metrics.put(IdKind.JOB, List.of("failures", "rowsOut", "dropped", "nulled", "lag", "lagTime"));
    metrics.put(IdKind.STREAM, List.of("deadLetters"));
    metrics.put(IdKind.SCHEDULE, List.of("failures"));
    return metrics;
  }

  static void check(Value.Fields alarm, Place place, Reading reading) {
    bounds(alarm, place, reading);
    period(alarm, place, reading);
    alarm
        .text("metric")
        .flatMap(metric -> fault(metric, reading.names()))
        .ifPresent(
            hint -> {
              Position position = alarm.get("metric").orElseThrow().position();
              String metric = alarm.text("metric").orElse("");
              reading
                  .findings()
                  .error(
                      "unknown-metric",
                      new At(place.path() + ".metric", position, metric),
                      "no metric '" + Words.cut(metric) + "'",
                      hint);
            });
  }

  private static void bounds(Value.Fields alarm, Place place, Reading reading) {
    List<String> given = BOUNDS.stream().filter(alarm::isGiven).toList();
    if (given.isEmpty()) {
      reading
          .findings()
          .error(
              "missing-key",
              place.at(),
              place.label() + " has no bound",
              "add above:, below: or anomaly:");
    } else if (given.size() > 1) {
      reading
          .findings()
          .error(
              "two-bounds",
              new At(place.path() + "." + given.get(1), alarm.keys().get(given.get(1)), ""),
              place.label() + " has '" + given.get(0) + "' and '" + given.get(1) + "'",
              "keep one; a second bound is a second alarm");
    }
    for (String key : List.of("above", "below")) {
      alarm.get(key).ifPresent(value -> bound(alarm, key, value, place, reading));
    }
  }

  /** A metric that is a time has a bound that is one. */
  private static void bound(
      Value.Fields alarm, String key, Value value, Place place, Reading reading) {
    String metric = alarm.text("metric").orElse("");
    String text = alarm.text(key).orElse("");
    boolean time = TIMES.contains(metric.substring(metric.lastIndexOf('.') + 1));
    Optional<Problem> problem =
        time ? Durations.parse(key, text).problem() : Leaves.number(key, text).problem();
    problem.ifPresent(
        each ->
            reading
                .findings()
                .error(
                    each.code(),
                    new At(place.path() + "." + key, value.position(), text),
                    each.message(),
                    each.hint()));
  }

  /** CloudWatch counts in minutes. */
  private static void period(Value.Fields alarm, Place place, Reading reading) {
    Duration period = alarm.leaf("for", Duration.class).orElse(Duration.ZERO);
    if (period.toSecondsPart() > 0 || period.toMillisPart() > 0) {
      String text = Durations.format(period);
      reading
          .findings()
          .error(
              "out-of-range",
              new At(place.path() + ".for", alarm.get("for").orElseThrow().position(), text),
              "for: " + text + " is not whole minutes",
              "write " + Durations.format(Duration.ofMinutes(period.toMinutes() + 1)));
    }
  }

  private static Optional<String> fault(String metric, DeclaredNames names) {
    String[] parts = metric.split("\\.", -1);
    Optional<IdKind> kind =
        METRICS.keySet().stream()
            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(parts[0]))
            .findFirst();
    if (parts.length != 3 || kind.isEmpty()) {
      return Optional.of("write function, job, stream or schedule, its id and a metric: job.a.lag");
    }
    if (!names.of(kind.get()).containsKey(parts[1]) && !names.isHidden(kind.get())) {
      return Optional.of(
          Suggest.nearest(parts[1], names.of(kind.get()).keySet())
              .map(near -> "did you mean the " + parts[0] + " '" + near + "'?")
              .orElse("there is no " + parts[0] + " '" + parts[1] + "'"));
    }
    List<String> metrics = METRICS.get(kind.get());
    return metrics.contains(parts[2])
        ? Optional.empty()
        : Optional.of("a " + parts[0] + " has " + Words.and(metrics));
  }
}
