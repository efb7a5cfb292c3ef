package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The one time that a schedule fired.
 *
 * @param due the next fire time from the rehearsal's clock on; empty: it never fires again, and did
 *     not
 * @param ok whether its target took it and ended well
 */
public record ScheduleReport(
    String schedule, Schedule.Target target, Optional<Instant> due, ZoneId timezone, boolean ok) {}
