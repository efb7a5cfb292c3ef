package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Suggest;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an alarm watches: {@code KIND.ID.METRIC}, and one bound for it. */
final class AlarmMetric {

  private static final Map<IdKind, List<String>> METRICS = metrics();

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
    if (List.of("above", "below", "anomaly").stream().noneMatch(alarm::isGiven)) {
      reading
          .findings()
          .error(
              "missing-key",
              place.at(),
              place.label() + " has no bound",
              "add above:, below: or anomaly:");
    }
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
