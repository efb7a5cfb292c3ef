package dev.tidemill.runtime.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.model.Names;
import dev.tidemill.model.Schedule;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.deadletter.DeadLetter;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.history.FireEntry;
import dev.tidemill.runtime.history.FireEntry.Outcome;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.process.LocalAws;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Delivers fires to their targets, with Scheduler's <a
 * href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html">retries</a>
 * and <a
 * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html">dead
 * letters</a>.
 */
final class Deliveries {

  private static final String INTERNAL = "AWS.Scheduler.InternalServerError";

  private final Names names;
  private final FireTargets targets;
  private final DeadLetters deadLetters;
  private final History history;
  private final Clock clock;

  Deliveries(
      Names names, FireTargets targets, DeadLetters deadLetters, History history, Clock clock) {
    this.names = names;
    this.targets = targets;
    this.deadLetters = deadLetters;
    this.history = history;
    this.clock = clock;
  }

  /** The first attempt for a due time. */
  Attempt first(Schedule schedule, Instant due, Instant when) {
    String id = Attempt.executionId(ScheduleInput.arn(schedule, names), due);
    return new Attempt(schedule.id(), due, id, 1, when);
  }

  /** When to make the next attempt; empty: delivered, or given up. */
  Optional<Instant> deliver(Schedule schedule, Attempt attempt) {
    Fire fire = attempt.fire();
    String input = ScheduleInput.of(schedule, names, fire);
    try {
      send(schedule.target(), input, fire);
      tell(fire, Outcome.DELIVERED, "");
      return Optional.empty();
    } catch (TargetException failure) {
      return failed(schedule, attempt, input, failure);
    }
  }

  /**
   * Sends a dead letter again, as it was.
   *
   * @throws TargetException if it failed again
   */
  void redrive(Schedule schedule, DeadLetter letter) {
    Map<String, String> attributes = letter.attributes();
    Fire fire =
        new Fire(
            schedule.id(),
            Instant.parse(attributes.get("SCHEDULED_TIME")),
            attributes.get("EXECUTION_ID"),
            Integer.parseInt(attributes.get("RETRY_ATTEMPTS")) + 2);
    send(schedule.target(), letter.body(), fire);
    tell(fire, Outcome.DELIVERED, "sent again");
  }

  private void send(Schedule.Target target, String input, Fire fire) {
    try {
      switch (target.kind()) {
        case FUNCTION -> targets.function(target.id(), input.getBytes(UTF_8), fire);
        case JOB -> targets.job(target.id(), fire);
        case STREAM -> targets.stream(target.id(), input.getBytes(UTF_8), fire);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TargetException(INTERNAL, "interrupted", true);
    } catch (TargetException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw new TargetException(INTERNAL, OneLine.of(failure), true);
    }
  }

  private Optional<Instant> failed(
      Schedule schedule, Attempt attempt, String input, TargetException failure) {
    Instant next = clock.instant().plus(attempt.wait(attempt.number()));
    Optional<String> exhausted = exhausted(schedule.retry(), attempt, next);
    if (failure.isRetryable() && exhausted.isEmpty()) {
      tell(attempt.fire(), Outcome.RETRYING, reason(failure));
      return Optional.of(next);
    }
    if (schedule.deadLetters()) {
      deadLetters.add(
          attempt.executionId(),
          DeadLetter.Kind.SCHEDULE,
          schedule.id(),
          input,
          attributes(schedule, attempt, failure, exhausted.filter(c -> failure.isRetryable())));
    }
    tell(attempt.fire(), schedule.deadLetters() ? Outcome.DEAD : Outcome.DROPPED, reason(failure));
    return Optional.empty();
  }

  private static Optional<String> exhausted(
      Schedule.RetryPolicy retry, Attempt attempt, Instant next) {
    if (attempt.number() > retry.attempts()) {
      return Optional.of("MaximumRetryAttempts");
    }
    return Duration.between(attempt.since(), next).compareTo(retry.maximumEventAge()) > 0
        ? Optional.of("MaximumEventAgeInSeconds")
        : Optional.empty();
  }

  private Map<String, String> attributes(
      Schedule schedule, Attempt attempt, TargetException failure, Optional<String> exhausted) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("ERROR_CODE", failure.errorCode());
    attributes.put("ERROR_MESSAGE", failure.getMessage());
    attributes.put("EXECUTION_ID", attempt.executionId());
    exhausted.ifPresent(condition -> attributes.put("EXHAUSTED_RETRY_CONDITION", condition));
    attributes.put("IS_PAYLOAD_TRUNCATED", "false");
    attributes.put("RETRY_ATTEMPTS", Integer.toString(attempt.number() - 1));
    attributes.put("SCHEDULED_TIME", attempt.due().toString());
    attributes.put("SCHEDULE_ARN", ScheduleInput.arn(schedule, names));
    attributes.put("TARGET_ARN", targetArn(schedule.target()));
    return attributes;
  }

  private String targetArn(Schedule.Target target) {
    String name = names.physical(target.id());
    String place = LocalAws.REGION + ":" + LocalAws.ACCOUNT;
    return switch (target.kind()) {
      case FUNCTION -> "arn:aws:lambda:" + place + ":function:" + name;
      case JOB -> "arn:aws:scheduler:::aws-sdk:glue:startJobRun";
      case STREAM -> "arn:aws:kinesis:" + place + ":stream/" + name;
    };
  }

  private void tell(Fire fire, Outcome outcome, String detail) {
    history.add(
        new FireEntry(
            clock.instant(),
            fire.schedule(),
            fire.scheduledTime(),
            fire.executionId(),
            fire.attempt(),
            outcome,
            detail));
  }

  private static String reason(TargetException failure) {
    return failure.errorCode() + ": " + failure.getMessage();
  }
}
