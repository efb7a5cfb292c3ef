package dev.tidemill.aws.bill;

import java.util.Locale;

/** The parts of a bill. */
public enum Part {
  STREAM,
  JOBS,
  FUNCTIONS,
  STORES,
  SCHEDULES,
  TABLES,
  QUERIES,
  NETWORK,
  MONITORING,
  KEYS;

  /** As tables show it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
