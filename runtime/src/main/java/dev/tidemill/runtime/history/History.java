package dev.tidemill.runtime.history;

import dev.tidemill.runtime.process.WorldException;
import dev.tidemill.runtime.state.StateDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What happened in this data folder, kept in the state database. All methods may be called by many
 * threads.
 *
 * <p>Entries are written together, within 0.2 s: a process that is killed loses that much of its
 * history, never of its work. Of each kind the last {@value #KEEP} are kept, and as many that tell
 * of a failure.
 */
public final class History implements AutoCloseable {

  /** So many entries of a kind are kept, and as many more that tell of a failure. */
  public static final int KEEP = 100_000;

  private static final int BUFFER = 20_000;
  private static final int NOTICES = 1_000;
  private static final long COLLECT_MILLIS = 150;
  private static final long CLOSE_SECONDS = 5;

  private final StateDatabase database;
  private final Clock clock;
  private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Entry> buffer = new LinkedBlockingQueue<>(BUFFER);
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread writer = new Thread(this::run, "history");
  private long lostSaid;
  private long unpruned;

  /** Begins to write. Notices of the database itself become entries too. */
  public History(StateDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
    database.listen(text -> notice(text, text.contains("away")));
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Takes an entry down and tells the listeners. Never waits and never fails: what the database
   * does not take is kept for later, as far as there is room, and {@link #lost} counts the rest.
   */
  public void add(Entry entry) {
    if (!buffer.offer(entry)) {
      lost.incrementAndGet();
    }
    listeners.forEach(listener -> listener.accept(entry));
  }

  /**
   * Has each new entry told, in the thread that adds it; listeners must be quick.
   *
   * @return ends it
   */
  public Registration listen(Consumer<Entry> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** How many entries could not be kept since the start. */
  public long lost() {
    return lost.get();
  }

  /**
   * The last runs, newest first.
   *
   * @param job empty: of all jobs
   * @throws dev.tidemill.runtime.process.WorldException if the database does not answer; so do all
   *     queries
   */
  public List<JobRunEntry> runs(Optional<String> job, int limit) {
    return database.ask(
        connection ->
            job.isPresent()
                ? EntryTable.newest(connection, JobRunEntry.class, job.get(), limit)
                : EntryTable.newest(connection, JobRunEntry.class, limit));
  }

  /** The last micro-batches of a job, newest first. */
  public List<BatchEntry> batches(String job, int limit) {
    return newest(BatchEntry.class, job, limit);
  }

  /** The last calls of a function, newest first. */
  public List<InvocationEntry> invocations(String function, int limit) {
    return newest(InvocationEntry.class, function, limit);
  }

  /** The last fires of a schedule, newest first. */
  public List<FireEntry> fires(String schedule, int limit) {
    return newest(FireEntry.class, schedule, limit);
  }

  /** The last housekeeping of a table, newest first. */
  public List<MaintenanceEntry> maintenance(String table, int limit) {
    return newest(MaintenanceEntry.class, table, limit);
  }

  /** What was said at or after an instant, oldest first, the last 1,000 of it. */
  public List<NoticeEntry> notices(Instant since) {
    List<NoticeEntry> notices =
        database.ask(connection -> EntryTable.since(connection, NoticeEntry.class, since, NOTICES));
    Collections.reverse(notices);
    return notices;
  }

  /** Removes what happened before. */
  public void prune(Instant before) {
    database.persist(connection -> EntryTable.deleteBefore(connection, before));
  }

  /** Writes what is left, for 5 s at most. */
  @Override
  public void close() {
    closing.countDown();
    try {
      writer.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Entry> batch = new ArrayList<>();
    while (closing.getCount() > 0 || !buffer.isEmpty()) {
      try {
        Entry first = buffer.poll(COLLECT_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          boolean unused = closing.await(COLLECT_MILLIS, TimeUnit.MILLISECONDS);
          batch.add(first);
          buffer.drainTo(batch);
          write(batch);
          batch.clear();
        }
      } catch (InterruptedException | WorldException closed) {
        lost.addAndGet(batch.size());
        return;
      }
    }
  }

  private void write(List<Entry> batch) {
    database.persist(
        connection -> {
          EntryTable.write(connection, batch);
          if (unpruned > KEEP / 10) {
            EntryTable.deleteSurplus(connection, KEEP);
          }
        });
    unpruned = unpruned > KEEP / 10 ? 0 : unpruned + batch.size();
    sayWhatIsLost();
  }

  private void sayWhatIsLost() {
    long now = lost.get();
    if (now > lostSaid) {
      notice("%,d entries of the history are lost".formatted(now - lostSaid), true);
      lostSaid = now;
    }
  }

  private void notice(String text, boolean warning) {
    add(new NoticeEntry(clock.instant(), "state database", text, warning));
  }

  private <T extends Entry> List<T> newest(Class<T> type, String name, int limit) {
    return database.ask(connection -> EntryTable.newest(connection, type, name, limit));
  }

  /** Something that can be ended. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
