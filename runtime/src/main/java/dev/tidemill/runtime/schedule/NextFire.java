package dev.tidemill.runtime.schedule;

import java.time.Instant;
import java.time.ZoneId;

/** When a schedule is due next; its window, if it has one, opens then. */
public record NextFire(String schedule, Instant due, ZoneId timezone) {}
