package dev.tidemill.aws.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A schedule of EventBridge Scheduler.
 *
 * @param name empty: CloudFormation makes one
 * @param window how long after its time it may fire; empty: at once
 * @param attempts after the first
 * @param deadLetters whether calls that failed for good are kept in the queue of schedules
 * @param target the ARN of what is called
 * @param input the JSON text that it is called with
 */
public record EventSchedule(
    String id,
    Optional<String> name,
    String group,
    String expression,
    String timezone,
    Optional<Instant> start,
    Optional<Instant> end,
    Optional<Duration> window,
    int attempts,
    Duration maximumEventAge,
    boolean deadLetters,
    boolean enabled,
    String target,
    String input,
    Role role) {}
