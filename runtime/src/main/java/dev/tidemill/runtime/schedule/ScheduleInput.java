package dev.tidemill.runtime.schedule;

import dev.tidemill.model.Names;
import dev.tidemill.model.Schedule;
import dev.tidemill.runtime.process.LocalAws;

/**
 * What a schedule sends: its input with EventBridge Scheduler's <a
 * href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">context
 * attributes</a> filled in. They are plain text to AWS, so they are to us.
 */
public final class ScheduleInput {

  private static final String DEFAULT =
      "{\"scheduledTime\":\"<aws.scheduler.scheduled-time>\","
          + "\"executionId\":\"<aws.scheduler.execution-id>\","
          + "\"attempt\":\"<aws.scheduler.attempt-number>\","
          + "\"scheduleId\":\"%s\"}";

  private ScheduleInput() {}

  /** The text for one attempt. */
  public static String of(Schedule schedule, Names names, Fire fire) {
    return schedule
        .input()
        .orElseGet(() -> DEFAULT.formatted(schedule.id()))
        .replace("<aws.scheduler.scheduled-time>", fire.scheduledTime().toString())
        .replace("<aws.scheduler.execution-id>", fire.executionId())
        .replace("<aws.scheduler.attempt-number>", Integer.toString(fire.attempt()))
        .replace("<aws.scheduler.schedule-arn>", arn(schedule, names));
  }

  static String arn(Schedule schedule, Names names) {
    return "arn:aws:scheduler:%s:%s:schedule/%s/%s"
        .formatted(
            LocalAws.REGION, LocalAws.ACCOUNT, schedule.group(), names.physical(schedule.id()));
  }
}
