package dev.tidemill.model.read;

import dev.tidemill.model.Schedule;
import dev.tidemill.model.Schedule.Kind;
import dev.tidemill.model.Schedule.Missed;
import dev.tidemill.model.Schedule.RetryPolicy;
import dev.tidemill.model.Schedule.Target;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.grammar.Value.Held;
import dev.tidemill.model.schedule.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes schedules. */
final class ScheduleBuilder {

  /** The one that a function or a job has of its own; it is called like that. */
  Schedule of(Kind kind, String id, Fields schedule) {
    return build(id, schedule, new Target(kind, id));
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
        schedule.leaf("start", Instant.class),
        schedule.leaf("end", Instant.class),
        schedule.leaf("window", Duration.class),
        schedule.text("group").orElseThrow(),
        retry(schedule.fields("retry")),
        is(schedule, "deadLetters"),
        is(schedule, "enabled"),
        Leafs.word(Missed.class, schedule, "missed"),
        is(schedule, "deleteAfterCompletion"),
        schedule.position());
  }

  private static RetryPolicy retry(Fields retry) {
    return new RetryPolicy(
        retry.leaf("attempts", Long.class).orElseThrow().intValue(),
        retry.leaf("maximumEventAge", Duration.class).orElseThrow());
  }

  private static boolean is(Fields schedule, String key) {
    return schedule.leaf(key, Boolean.class).orElseThrow();
  }
}
