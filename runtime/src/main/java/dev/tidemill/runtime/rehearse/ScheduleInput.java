package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Names;
import dev.tidemill.model.Schedule;
import dev.tidemill.runtime.process.LocalAws;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * What a schedule sends: its input with EventBridge Scheduler's <a
 * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">context
 * attributes</a> filled in. They are plain text to AWS, so they are to us.
 */
final class ScheduleInput {

  private static final String DEFAULT =
      "{\"scheduledTime\":\"<aws.scheduler.scheduled-time>\","
          + "\"executionId\":\"<aws.scheduler.execution-id>\","
          + "\"attempt\":\"<aws.scheduler.attempt-number>\","
          + "\"scheduleId\":\"%s\"}";

  private ScheduleInput() {}

  /**
   * The event for one fire time.
   *
   * @param executionId unique to this firing
   */
  static byte[] of(Schedule schedule, Names names, Instant due, String executionId) {
    return schedule
        .input()
        .orElseGet(() -> DEFAULT.formatted(schedule.id()))
        .replace("<aws.scheduler.scheduled-time>", due.toString())
        .replace("<aws.scheduler.execution-id>", executionId)
        .replace("<aws.scheduler.attempt-number>", "1")
        .replace("<aws.scheduler.schedule-arn>", arn(schedule, names))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String arn(Schedule schedule, Names names) {
    return String.format(
        Locale.ROOT,
        "arn:aws:scheduler:%s:%s:schedule/%s-%s/%s",
        LocalAws.REGION,
        LocalAws.ACCOUNT,
        names.pipeline(),
        names.stage(),
        names.physical(schedule.id()));
  }
}
