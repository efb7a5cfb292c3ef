package dev.tidemill.engine;

import java.time.Duration;
import java.util.List;

/**
 * What the housekeeping of one table did.
 *
 * @param filesBefore data files of the current snapshot
 * @param filesAfter the same afterwards; jobs may have added some in between
 * @param orphansRemoved files that no snapshot refers to
 * @param notices what was left for the next time, and why, a line each: {@code [rolled-back] …}
 */
public record MaintenanceReport(
    String table,
    int filesBefore,
    int filesAfter,
    int snapshotsExpired,
    int orphansRemoved,
    Duration took,
    List<String> notices) {

  public MaintenanceReport {
    notices = List.copyOf(notices);
  }
}
