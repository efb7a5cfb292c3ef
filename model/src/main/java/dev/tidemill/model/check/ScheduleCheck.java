package dev.tidemill.model.check;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.grammar.Words;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.resolve.ResolvedDefinition;
import dev.tidemill.model.schedule.ScheduleExpression;
import dev.tidemill.model.value.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When schedules fire, and whether their keys go together. */
final class ScheduleCheck {

  private static final Instant EVER = Instant.parse("1970-01-01T00:00:00Z");

  private final ResolvedDefinition definition;
  private final Findings findings;
  private final Instant from;

  ScheduleCheck(ResolvedDefinition definition, Clock clock) {
    this.definition = definition;
    this.findings = definition.findings();
    this.from = definition.block("rehearsal").leaf("at", Instant.class).orElseGet(clock::instant);
  }

  void check() {
    definition.block("schedules").things().forEach((id, each) -> check("schedules." + id, each));
    for (String block : new String[] {"functions", "jobs"}) {
      definition
          .block(block)
          .things()
          .forEach((id, thing) -> check(block + "." + id + ".schedule", thing.fields("schedule")));
    }
  }

  private void check(String path, Fields schedule) {
    Optional<ScheduleExpression> expression = schedule.leaf("expression", ScheduleExpression.class);
    if (expression.isEmpty()) {
      return;
    }
    window(path, schedule);
    onAws(path, schedule);
    if (expression.get().isOnce()) {
      once(path, schedule);
      fires(path, schedule, expression.get());
    } else if (bounds(path, schedule)) {
      fires(path, schedule, expression.get());
      deletion(path, schedule);
    }
  }

  /** {@code FlexibleTimeWindow} counts in minutes. */
  private void window(String path, Fields schedule) {
    Duration window = schedule.leaf("window", Duration.class).orElse(Duration.ZERO);
    if (window.toSecondsPart() > 0 || window.toMillisPart() > 0) {
      String text = Durations.format(window);
      String whole = Durations.format(Duration.ofMinutes(window.toMinutes() + 1));
      findings.error(
          "out-of-range",
          at(path, schedule, "window", text),
          "window: " + text + " is not whole minutes",
          "write " + whole);
    }
  }

  /** Templates of CloudFormation have no place for these keys. */
  private void onAws(String path, Fields schedule) {
    boolean onAws = definition.block("aws").isGiven("region");
    Stream.of("missed", "deleteAfterCompletion")
        .filter(key -> onAws && schedule.isGiven(key) && !isDefault(schedule.get(key)))
        .forEach(
            key ->
                findings.warning(
                    "no-effect",
                    at(path, schedule, key, ""),
                    "'" + key + "' counts on this machine only",
                    key.equals("missed")
                        ? "EventBridge is not down, so it misses nothing"
                        : "a template cannot say it: on AWS remove the schedule by hand"));
  }

  private static boolean isDefault(Optional<Value> value) {
    return value
        .map(each -> List.of("runOnce", "false").contains(((Value.Leaf) each).shown()))
        .orElse(true);
  }

  /** EventBridge ignores bounds of {@code at(…)}. */
  private void once(String path, Fields schedule) {
    List<String> bounds = Stream.of("start", "end").filter(schedule::isGiven).toList();
    if (!bounds.isEmpty()) {
      findings.warning(
          "no-effect",
          at(path, schedule, bounds.get(0), ""),
          "at(…) fires at its own time, whatever " + Words.or(bounds) + " says",
          "leave it out");
    }
  }

  private boolean bounds(String path, Fields schedule) {
    Optional<Instant> start = schedule.leaf("start", Instant.class);
    Optional<Instant> end = schedule.leaf("end", Instant.class);
    if (start.isEmpty() || end.isEmpty() || start.get().isBefore(end.get())) {
      return true;
    }
    findings.error(
        "out-of-range",
        at(path, schedule, "end", end.get().toString()),
        "end: " + end.get() + " is not after start " + start.get(),
        "write a later one");
    return false;
  }

  private void fires(String path, Fields schedule, ScheduleExpression expression) {
    Optional<ZoneId> zone = schedule.leaf("timezone", ZoneId.class);
    if (zone.isEmpty() || next(from, schedule, expression).isPresent()) {
      return;
    }
    String text = expression.text();
    At at = at(path, schedule, "expression", text);
    if (next(EVER, schedule, expression).isPresent()) {
      findings.warning(
          "never-fires",
          at,
          "'" + text + "' does not fire after " + from,
          "it is over: write a time to come, or leave it out");
    } else {
      findings.error(
          "never-fires",
          at,
          "'" + text + "' never fires",
          schedule.isGiven("end")
              ? "no time lies between its bounds"
              : "no day fits: check day, month and year against each other");
    }
  }

  private static Optional<Instant> next(
      Instant after, Fields schedule, ScheduleExpression expression) {
    return expression.next(
        after,
        schedule.leaf("timezone", ZoneId.class).orElseThrow(),
        schedule.leaf("start", Instant.class),
        schedule.leaf("end", Instant.class));
  }

  /** A recurring schedule has a last time only before an end. */
  private void deletion(String path, Fields schedule) {
    boolean deleted = schedule.leaf("deleteAfterCompletion", Boolean.class).orElse(false);
    if (deleted && !schedule.isGiven("end")) {
      findings.error(
          "missing-key",
          at(path, schedule, "deleteAfterCompletion", "true"),
          "a schedule that recurs without end is never completed",
          "add end: an instant, or leave deleteAfterCompletion out");
    }
  }

  private static At at(String path, Fields schedule, String key, String text) {
    Position written = schedule.keys().get(key);
    return new At(path + "." + key, schedule.get(key).map(Value::position).orElse(written), text);
  }
}
