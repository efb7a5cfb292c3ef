package dev.tidemill.model.read;

import dev.tidemill.model.Schedule;
import dev.tidemill.model.Schedule.Kind;
import dev.tidemill.model.Schedule.Target;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.grammar.Value.Held;
import dev.tidemill.model.schedule.ScheduleExpression;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes schedules. */
final class ScheduleBuilder {

  /** The one that a function has of its own; it is called like the function. */
  Schedule ofFunction(String id, Fields schedule) {
    return build(id, schedule, new Target(Kind.FUNCTION, id));
  }

  Schedule build(String id, Fields schedule) {
    Target target =
        Stream.of(Kind.values())
            .flatMap(kind -> schedule.text(key(kind)).map(to -> new Target(kind, to)).stream())
            .findFirst()
            .orElseThrow();
    return build(id, schedule, target);
  }

  private static String key(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Schedule build(String id, Fields schedule, Target target) {
    return new Schedule(
        id,
        schedule.leaf("expression", ScheduleExpression.class).orElseThrow(),
        schedule.leaf("timezone", ZoneId.class).orElseThrow(),
        target,
        schedule.leaf("input", Held.class).map(held -> JsonText.of(held.value())),
        schedule.position());
  }
}
