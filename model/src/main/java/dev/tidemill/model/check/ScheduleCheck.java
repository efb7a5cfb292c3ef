package dev.tidemill.model.check;

import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.resolve.ResolvedDefinition;
import dev.tidemill.model.schedule.ScheduleExpression;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Schedules that never fire. */
final class ScheduleCheck {

  private final ResolvedDefinition definition;
  private final Instant from;

  ScheduleCheck(ResolvedDefinition definition, Clock clock) {
    this.definition = definition;
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
    Optional<ZoneId> zone = schedule.leaf("timezone", ZoneId.class);
    if (expression.isEmpty()
        || zone.isEmpty()
        || expression.get().next(from, zone.get()).isPresent()) {
      return;
    }
    Value value = schedule.get("expression").orElseThrow();
    String text = expression.get().text();
    boolean once = text.startsWith("at(");
    definition
        .findings()
        .error(
            "never-fires",
            new At(path + ".expression", value.position(), text),
            "'" + text + "' never fires after " + from,
            once
                ? "write a time to come"
                : "no day fits: check day, month and year against each other");
  }
}
