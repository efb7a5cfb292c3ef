package dev.tidemill.runtime.history;

import dev.tidemill.engine.MaintenanceReport;
import java.time.Instant;

/** The housekeeping of one table. */
public record MaintenanceEntry(Instant at, MaintenanceReport report) implements Entry {}
