package dev.tidemill.runtime.history;

import java.time.Instant;

/** One thing that happened. */
public sealed interface Entry
    permits InvocationEntry, FireEntry, JobRunEntry, BatchEntry, MaintenanceEntry, NoticeEntry {

  /** When; for what took time, when it began. */
  Instant at();
}
