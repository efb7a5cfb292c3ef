package dev.tidemill.runtime.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import dev.tidemill.runtime.process.WorldException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Things to be done at a time, kept in a table: db-scheduler, set up for our databases and clocks.
 *
 * <p>What it has picked and not completed is done again: after a crash at the next start on the
 * same data folder, else when it was silent for 30 s.
 */
public final class DurableTimer {

  /** Where the things are kept. */
  public enum Table {
    /** Of all data folders of a pipeline and stage. */
    SCHEDULES,
    /** Of this data folder. */
    CALLS
  }

  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 6;
  private static final long TICK_MILLIS = 25;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_WAIT_MILLIS = 5_000;

  private final StateDatabase database;
  private final String table;
  private final Clock clock;
  private final int threads;
  private final List<Task<?>> tasks = new ArrayList<>();
  private final UninterruptedPool workers;
  private final ScheduledExecutorService ticker;
  private final AtomicReference<Instant> soonest = new AtomicReference<>(Instant.MIN);
  private long lastLook;
  private Scheduler scheduler;
  private volatile boolean closed;

  /**
   * Not started yet.
   *
   * @param threads how many things are done at a time
   */
  public DurableTimer(StateDatabase database, Table table, Clock clock, int threads) {
    this.database = database;
    this.table =
        table == Table.SCHEDULES ? '"' + database.sharedSchema() + "\".timer" : "async_call";
    this.clock = clock;
    this.threads = threads;
    this.workers = new UninterruptedPool(threads, "timer-" + table.name().charAt(0));
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(UninterruptedPool.daemons("timer-tick"));
  }

  /** Says what is to be done for the things of a name; before {@link #start}. */
  public <T> Task<T> add(String name, Class<T> data, ExecutionHandler<T> handler) {
    Task<T> task =
        Tasks.custom(name, data)
            .onFailure(
                (failed, operations) ->
                    operations.reschedule(failed, clock.instant().plus(AFTER_FAULT)))
            .onDeadExecution(
                (dead, operations) -> {
                  if (!isRunning(dead.getExecution())) {
                    operations.reschedule(dead, clock.instant());
                  }
                })
            .execute((instance, context) -> patient(handler.execute(instance, context)));
    tasks.add(task);
    return task;
  }

  /** Begins, with what an earlier process of this data folder left. */
  public void start() {
    release();
    scheduler =
        Scheduler.create(database.waiting(), tasks)
            .tableName(table)
            .schedulerName(new SchedulerName.Fixed(database.instance()))
            .jdbcCustomization(customization())
            .serializer(new JsonSerializer())
            .commitWhenAutocommitDisabled(true)
            .clock(clock::instant)
            .threads(threads)
            .executorService(workers)
            .pollUsingLockAndFetch(0.5, 1.0)
            .enableImmediateExecution()
            .addSchedulerListener(
                new AbstractSchedulerListener() {
                  @Override
                  public void onExecutionScheduled(TaskInstanceId thing, Instant when) {
                    noteDue(when);
                  }
                })
            // It waits by the clock, which may jump; the ticker below does not.
            .pollingInterval(Duration.ofDays(1))
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(Duration.ZERO)
            .build();
    scheduler.start();
    var unused =
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks into the table when something is due there, and else once a second. */
  private void tick() {
    boolean due = !clock.instant().isBefore(soonest.get());
    if (!due && System.nanoTime() - lastLook < LOOK_NANOS) {
      return;
    }
    lastLook = System.nanoTime();
    scheduler.triggerCheckForDueExecutions();
    // What is planned from here on tells itself.
    soonest.set(Instant.MAX);
    try {
      planned("", 1).values().forEach(this::noteDue);
    } catch (WorldException away) {
      noteDue(clock.instant().plus(AFTER_FAULT));
    }
  }

  private void noteDue(Instant when) {
    soonest.accumulateAndGet(when, (a, b) -> a.isBefore(b) ? a : b);
  }

  /** Whether {@link #start} was called. */
  public boolean isStarted() {
    return scheduler != null;
  }

  /** To plan and to look things up; after {@link #start}. Waits while the database is away. */
  public SchedulerClient client() {
    return scheduler;
  }

  /**
   * Plans one thing. When this returns, it is in the database; while that is away, this waits.
   *
   * @return whether none of its id was planned before
   */
  public <T> boolean plan(TaskInstance<T> thing, Instant when) {
    for (long wait = 100; ; wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS)) {
      try {
        return scheduler.scheduleIfNotExists(thing, when);
      } catch (SQLRuntimeException | TaskInstanceException refused) {
        pauseFor(wait);
        if (closed) {
          throw refused;
        }
      }
    }
  }

  /**
   * What of a name is planned, soonest first, by id.
   *
   * @param name empty: whatever its name
   * @throws WorldException if the database does not answer
   */
  public Map<String, Instant> planned(String name, int limit) {
    String sql =
        "select task_instance, execution_time from %s where picked = ? %s"
                .formatted(table, name.isEmpty() ? "" : "and task_name = ?")
            + " order by execution_time limit ?";
    return database.ask(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            int index = 1;
            query.setBoolean(index++, false);
            if (!name.isEmpty()) {
              query.setString(index++, name);
            }
            query.setInt(index, limit);
            Map<String, Instant> planned = new LinkedHashMap<>();
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                planned.put(rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant());
              }
            }
            return planned;
          }
        });
  }

  /** How many things there are. */
  public long count() {
    return database.ask(
        connection -> {
          try (PreparedStatement query =
                  connection.prepareStatement("select count(*) from " + table);
              ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** Begins nothing until {@link #resume}. */
  public void pause() {
    scheduler.pause();
  }

  /** Begins things again. */
  public void resume() {
    scheduler.resume();
  }

  /** Whether results do not count any more: what is under way is done again at the next start. */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Begins nothing more and waits for what is under way. Nothing is interrupted: H2 would close its
   * file.
   */
  public void close(Duration patience) {
    if (scheduler != null) {
      scheduler.pause();
      ticker.shutdown();
      workers.await(patience);
      closed = true;
      scheduler.stop();
    }
  }

  /** Completing is repeated until the database takes it: what was done must not be done again. */
  private <T> CompletionHandler<T> patient(CompletionHandler<T> completion) {
    return (complete, operations) -> {
      for (long wait = 100; !closed; wait = Math.min(2 * wait, LONGEST_WAIT_MILLIS)) {
        try {
          completion.complete(complete, operations);
          return;
        } catch (SQLRuntimeException refused) {
          pauseFor(wait);
        }
      }
    };
  }

  private void pauseFor(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException interrupted) {
      closed = true;
    }
  }

  private boolean isRunning(Execution execution) {
    return scheduler.getCurrentlyExecuting().stream()
        .anyMatch(running -> running.getExecution().equals(execution));
  }

  /** A data folder belongs to one process, so whatever bears its name was left by a dead one. */
  private void release() {
    String sql =
        "update %s set picked = ?, picked_by = null, version = version + 1 where picked_by = ?"
            .formatted(table);
    database.persist(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBoolean(1, false);
            statement.setString(2, database.instance());
            statement.executeUpdate();
          }
        });
  }

  private JdbcCustomization customization() {
    return database.isShared()
        ? new PostgreSqlJdbcCustomization(false, false)
        : new H2Customization();
  }

  /** Things' data as JSON. */
  private static final class JsonSerializer implements Serializer {
    @Override
    public byte[] serialize(Object data) {
      return data == null ? null : StateJson.write(data).getBytes(UTF_8);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
      return data == null ? null : StateJson.read(new String(data, UTF_8), type);
    }
  }
}
