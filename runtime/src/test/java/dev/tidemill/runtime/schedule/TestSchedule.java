package dev.tidemill.runtime.schedule;

import dev.tidemill.model.Position;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.schedule.ScheduleExpressions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** A schedule of the function {@code Track} for tests, with the definition's defaults. */
final class TestSchedule {

  private static final Position SOMEWHERE = new Position(Path.of("pipeline.yaml"), 3, 7, 3, 9);

  private final String id;
  private final String expression;
  private ZoneId zone = ZoneId.of("UTC");
  private Schedule.Target target = new Schedule.Target(Schedule.Kind.FUNCTION, "Track");
  private Optional<String> input = Optional.empty();
  private Optional<Instant> start = Optional.empty();
  private Optional<Instant> end = Optional.empty();
  private Optional<Duration> window = Optional.empty();
  private Schedule.RetryPolicy retry = new Schedule.RetryPolicy(3, Duration.ofHours(1));
  private boolean deadLetters = true;
  private boolean enabled = true;
  private Schedule.Missed missed = Schedule.Missed.RUN_ONCE;

  TestSchedule(String id, String expression) {
    this.id = id;
    this.expression = expression;
  }

  TestSchedule zone(String name) {
    zone = ZoneId.of(name);
    return this;
  }

  TestSchedule target(Schedule.Kind kind, String name) {
    target = new Schedule.Target(kind, name);
    return this;
  }

  TestSchedule input(String text) {
    input = Optional.of(text);
    return this;
  }

  TestSchedule start(String instant) {
    start = Optional.of(Instant.parse(instant));
    return this;
  }

  TestSchedule end(String instant) {
    end = Optional.of(Instant.parse(instant));
    return this;
  }

  TestSchedule window(Duration length) {
    window = Optional.of(length);
    return this;
  }

  TestSchedule retry(int attempts, Duration age) {
    retry = new Schedule.RetryPolicy(attempts, age);
    return this;
  }

  TestSchedule withoutDeadLetters() {
    deadLetters = false;
    return this;
  }

  TestSchedule disabled() {
    enabled = false;
    return this;
  }

  TestSchedule missed(Schedule.Missed policy) {
    missed = policy;
    return this;
  }

  Schedule build() {
    return new Schedule(
        id,
        ScheduleExpressions.parse(expression).value().orElseThrow(),
        zone,
        target,
        input,
        start,
        end,
        window,
        "shop-local",
        retry,
        deadLetters,
        enabled,
        missed,
        true,
        SOMEWHERE);
  }
}
