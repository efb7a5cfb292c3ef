package dev.tidemill.runtime.schedule;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.exceptions.FailedToScheduleBatchException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tidemill.model.Names;
import dev.tidemill.model.Schedule;
import dev.tidemill.runtime.deadletter.DeadLetter;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.history.FireEntry;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.history.NoticeEntry;
import dev.tidemill.runtime.state.DurableTimer;
import dev.tidemill.runtime.state.StateDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schedules of a pipeline, fired as EventBridge Scheduler does.
 *
 * <p>Each has one row in the database with its next due time, which moves on when the target has
 * taken the fire; what is to be tried again, or later in a window, has a row of its own. So a
 * process that is killed in between delivers once more, with the same execution id.
 */
public final class Schedules implements AutoCloseable {

  private static final int THREADS = 32;
  private static final int BATCH = 1_000;
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");
  private static final Duration ANOTHERS = Duration.ofSeconds(5);

  private final StateDatabase database;
  private final History history;
  private final Clock clock;
  private final Deliveries deliveries;
  private final DurableTimer timer;
  private final Task<Due> dues;
  private final Task<Attempt> attempts;
  private volatile Map<String, Schedule> schedules = Map.of();

  /** Ready; nothing fires before {@link #apply}. */
  public Schedules(
      StateDatabase database,
      Names names,
      History history,
      DeadLetters deadLetters,
      FireTargets targets,
      Clock clock) {
    this.database = database;
    this.history = history;
    this.clock = clock;
    this.deliveries = new Deliveries(names, targets, deadLetters, history, clock);
    this.timer = new DurableTimer(database, DurableTimer.Table.SCHEDULES, clock, THREADS);
    this.dues = timer.add("schedule", Due.class, (instance, context) -> due(instance));
    this.attempts = timer.add("attempt", Attempt.class, (instance, context) -> attempt(instance));
  }

  /**
   * Makes these the schedules, at the start and after each change of the definition. The first call
   * begins to fire. A schedule that is new, was disabled or has another expression, zone, start or
   * end begins anew; one that has completed stays so.
   */
  public synchronized void apply(Collection<Schedule> definitions) {
    Map<String, Schedule> enabled = new LinkedHashMap<>();
    definitions.stream().filter(Schedule::enabled).forEach(s -> enabled.put(s.id(), s));
    schedules = enabled;
    if (!timer.isStarted()) {
      timer.start();
    }
    Map<String, Due> held = held();
    held.keySet().stream().filter(id -> !enabled.containsKey(id)).forEach(this::remove);
    List<SchedulableInstance<?>> added = new ArrayList<>();
    for (Schedule schedule : enabled.values()) {
      DueTimes times = new DueTimes(schedule);
      Due due = held.get(schedule.id());
      if (due == null) {
        added.add(planned(times));
      } else if (!due.timing().equals(times.timing())) {
        replace(planned(times));
      }
    }
    for (int from = 0; from < added.size(); from += BATCH) {
      add(added.subList(from, Math.min(from + BATCH, added.size())));
    }
  }

  /**
   * What is due next, soonest first.
   *
   * @throws dev.tidemill.runtime.process.WorldException if the database does not answer
   */
  public List<NextFire> next(int limit) {
    Map<String, Schedule> known = schedules;
    return timer.planned(dues.getName(), limit).entrySet().stream()
        .filter(planned -> planned.getValue().isBefore(NEVER))
        .filter(planned -> known.containsKey(planned.getKey()))
        .map(
            planned ->
                new NextFire(
                    planned.getKey(), planned.getValue(), known.get(planned.getKey()).timezone()))
        .toList();
  }

  /**
   * Sends a dead letter again.
   *
   * @throws TargetException if it failed again
   */
  public void redrive(DeadLetter letter) {
    Schedule schedule = schedules.get(letter.name());
    if (schedule == null) {
      throw new TargetException(
          "ResourceNotFoundException", "no enabled schedule '" + letter.name() + "'", false);
    }
    deliveries.redrive(schedule, letter);
  }

  /** Fires nothing until {@link #resume}; what becomes due meanwhile may be missed. */
  public void pause() {
    timer.pause();
  }

  /** Fires again. */
  public void resume() {
    timer.resume();
  }

  /** Begins no more fires, and waits for the running ones. */
  public void close(Duration patience) {
    timer.close(patience);
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }

  private CompletionHandler<Due> due(TaskInstance<Due> instance) {
    String id = instance.getId();
    Due due = instance.getData();
    Schedule schedule = schedules.get(id);
    if (schedule == null) {
      return unknown(due);
    }
    DueTimes times = new DueTimes(schedule);
    if (!due.timing().equals(times.timing())) {
      return plan(id, due, Optional.empty());
    }
    Missed missed = Missed.decide(times, due.due(), clock.instant());
    if (!missed.fire()) {
      skipped(id, due.due(), missed);
      return plan(id, due, missed.next());
    }
    fire(schedule, due.due());
    return plan(id, due, times.after(due.due()));
  }

  private void fire(Schedule schedule, Instant due) {
    Instant now = clock.instant();
    Attempt first = deliveries.first(schedule, due, now);
    if (schedule.window().isPresent()) {
      Instant opened = due.plus(first.inWindow(schedule.window().get()));
      Instant when = opened.isAfter(now) ? opened : now;
      later(deliveries.first(schedule, due, when), when);
    } else {
      deliveries.deliver(schedule, first).ifPresent(when -> later(first.next(), when));
    }
  }

  private void later(Attempt attempt, Instant when) {
    timer.plan(attempts.instance(attempt.executionId(), attempt), when);
  }

  private CompletionHandler<Attempt> attempt(TaskInstance<Attempt> instance) {
    Attempt attempt = instance.getData();
    Schedule schedule = schedules.get(attempt.schedule());
    Optional<Instant> again =
        schedule == null ? Optional.empty() : deliveries.deliver(schedule, attempt);
    return again.isPresent()
        ? (complete, row) -> row.reschedule(complete, again.get(), attempt.next())
        : (complete, row) -> row.remove();
  }

  /** By then another definition may hold; then the schedule begins anew. */
  private CompletionHandler<Due> plan(String id, Due done, Optional<Instant> next) {
    return (complete, row) -> {
      Schedule schedule = schedules.get(id);
      if (schedule == null) {
        row.remove();
        return;
      }
      DueTimes times = new DueTimes(schedule);
      boolean same = done.timing().equals(times.timing());
      Optional<Instant> due = same ? next : times.first(clock.instant());
      row.reschedule(complete, due.orElse(NEVER), data(times, due, done.due()));
      if (due.isEmpty() && schedule.deleteAfterCompletion()) {
        history.add(
            new NoticeEntry(clock.instant(), "schedule " + id, "fired for the last time", false));
      }
    };
  }

  /** Another data folder may know it, whose definition is newer than ours. */
  private CompletionHandler<Due> unknown(Due due) {
    return (complete, row) -> {
      if (database.isShared()) {
        row.reschedule(complete, clock.instant().plus(ANOTHERS), due);
      } else {
        row.remove();
      }
    };
  }

  private void skipped(String id, Instant first, Missed missed) {
    String text =
        "%,d due time%s missed".formatted(missed.skipped(), missed.skipped() == 1 ? "" : "s");
    history.add(new FireEntry(clock.instant(), id, first, "", 0, FireEntry.Outcome.SKIPPED, text));
  }

  private Map<String, Due> held() {
    Map<String, Due> held = new HashMap<>();
    timer
        .client()
        .fetchScheduledExecutionsForTask(
            dues.getName(),
            Due.class,
            ScheduledExecutionsFilter.all(),
            row -> held.put(row.getTaskInstance().getId(), row.getData()));
    return held;
  }

  private SchedulableInstance<Due> planned(DueTimes times) {
    Instant now = clock.instant();
    Optional<Instant> due = times.first(now);
    return SchedulableInstance.of(
        dues.instance(times.schedule().id(), data(times, due, now)), due.orElse(NEVER));
  }

  private static Due data(DueTimes times, Optional<Instant> due, Instant last) {
    return new Due(times.timing(), due.orElse(last), due.isEmpty());
  }

  private void add(List<SchedulableInstance<?>> added) {
    try {
      timer.client().scheduleBatch(added);
    } catch (FailedToScheduleBatchException anothersToo) {
      added.forEach(timer.client()::scheduleIfNotExists);
    }
  }

  /** One that fires just now looks at the definition itself when it is done. */
  private void replace(SchedulableInstance<Due> planned) {
    try {
      timer.client().reschedule(planned);
    } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException itself) {
      return;
    }
  }

  private void remove(String id) {
    try {
      timer.client().cancel(dues.instanceId(id));
    } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException itself) {
      return;
    }
  }
}
