package dev.tidemill.runtime.history;

import dev.tidemill.engine.BatchReport;
import java.time.Instant;

/** One micro-batch of a run that every target of its job has taken. */
public record BatchEntry(Instant at, String runId, BatchReport report) implements Entry {}
