package dev.tidemill.runtime.history;

import dev.tidemill.model.RunState;

/** The kinds of entries as the table knows them. */
enum EntryKind {
  INVOCATION(InvocationEntry.class),
  FIRE(FireEntry.class),
  RUN(JobRunEntry.class),
  BATCH(BatchEntry.class),
  MAINTENANCE(MaintenanceEntry.class),
  NOTICE(NoticeEntry.class);

  private final Class<? extends Entry> type;

  EntryKind(Class<? extends Entry> type) {
    this.type = type;
  }

  static EntryKind of(Class<? extends Entry> type) {
    for (EntryKind kind : values()) {
      if (kind.type == type) {
        return kind;
      }
    }
    throw new IllegalArgumentException(type.getName());
  }

  /** The id of the thing that it happened to. */
  static String name(Entry entry) {
    if (entry instanceof InvocationEntry invocation) {
      return invocation.function();
    }
    if (entry instanceof FireEntry fire) {
      return fire.schedule();
    }
    if (entry instanceof JobRunEntry run) {
      return run.job();
    }
    if (entry instanceof BatchEntry batch) {
      return batch.report().job();
    }
    return entry instanceof MaintenanceEntry maintenance
        ? maintenance.report().table()
        : ((NoticeEntry) entry).thing();
  }

  static boolean failed(Entry entry) {
    if (entry instanceof InvocationEntry invocation) {
      return invocation.errorType().isPresent();
    }
    if (entry instanceof FireEntry fire) {
      return fire.outcome() != FireEntry.Outcome.DELIVERED;
    }
    return entry instanceof JobRunEntry run
        && run.state().isFinal()
        && run.state() != RunState.SUCCEEDED
        && run.state() != RunState.STOPPED;
  }
}
