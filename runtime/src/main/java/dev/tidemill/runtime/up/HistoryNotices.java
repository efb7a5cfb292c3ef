package dev.tidemill.runtime.up;

import dev.tidemill.runtime.history.Entry;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.history.NoticeEntry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Notices become entries of the history; those from before it is open are told and kept for it. */
final class HistoryNotices implements Notices {

  private final Clock clock;
  private final Consumer<Entry> early;
  private final List<NoticeEntry> waiting = new ArrayList<>();
  private History history;

  /**
   * Without a history yet.
   *
   * @param early told what comes before there is one
   */
  HistoryNotices(Clock clock, Consumer<Entry> early) {
    this.clock = clock;
    this.early = early;
  }

  @Override
  public synchronized void tell(String thing, String text, boolean warning) {
    NoticeEntry notice = new NoticeEntry(clock.instant(), thing, text, warning);
    if (history == null) {
      early.accept(notice);
      waiting.add(notice);
    } else {
      history.add(notice);
    }
  }

  /** From now on they go there, those that wait first; its listeners come after this. */
  synchronized void to(History opened) {
    history = opened;
    waiting.forEach(history::add);
    waiting.clear();
  }
}
