package dev.tidemill.runtime.job;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.EngineException;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.RunState;
import dev.tidemill.runtime.process.WorldException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which runs there are, which are to come, and what follows when one ends. One lock for all. */
final class RunDesk implements ActiveRun.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(RunDesk.class);
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  /** A person must decide before these jobs go on: another attempt would fail in the same way. */
  private static final Set<String> FOR_A_PERSON = Set.of("rolled-back", "new-writer", "diverged");

  private final JobEngine engine;
  private final RunRecords records;
  private final LedgerFile ledger;
  private final Clock clock;
  private final Supplier<String> ids;
  private final Duration slice;
  private final Executor background;
  private final Map<String, JobRuns> jobs = new LinkedHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private Pipeline pipeline;
  private boolean draining;

  RunDesk(
      JobEngine engine,
      Pipeline pipeline,
      RunRecords records,
      LedgerFile ledger,
      Clock clock,
      Supplier<String> ids,
      Duration slice,
      Executor background) {
    this.engine = engine;
    this.pipeline = pipeline;
    this.records = records;
    this.ledger = ledger;
    this.clock = clock;
    this.ids = ids;
    this.slice = slice;
    this.background = background;
  }

  synchronized void begin(Leftovers left) {
    left.close(pipeline, ledger.now(), (run, state) -> settle(run, state, true));
    for (Job job : pipeline.jobs().values()) {
      launchWaiting(job);
      startStreaming(job, "up");
    }
  }

  synchronized Pipeline pipeline() {
    return pipeline;
  }

  synchronized ArrivalWatch arrivals(String job) {
    return runsOf(job).arrivals;
  }

  synchronized List<JobStatus> status() {
    return pipeline.jobs().values().stream().map(this::status).toList();
  }

  private JobStatus status(Job job) {
    Pipeline current = pipeline;
    return runsOf(job.id())
        .status(
            job,
            ledger.now().waiting(job.id()).isPresent(),
            () -> engine.lag(current, job),
            clock.instant());
  }

  // Beginnings.

  /** Keeps a place for a run by hand, once the last one is STOPPED. */
  synchronized JobRuns reserve(String id) throws InterruptedException {
    startable(id);
    JobRuns runs = runsOf(id);
    while (runs.isEnding()) {
      wait();
    }
    if (runs.isFull(startable(id))) {
      throw new JobRefused(
          "concurrent-runs",
          "job %s runs already: stop it first, or set maxConcurrentRuns".formatted(id));
    }
    runs.reserve();
    return runs;
  }

  synchronized void release(JobRuns runs) {
    runs.release();
    notifyAll();
  }

  synchronized String startReserved(String id, String trigger) {
    Job job = startable(id);
    OwedRun run = newRun(id, trigger).begin();
    ledger.update(all -> all.with(run).stopped(id, false));
    launch(job, run);
    return run.id();
  }

  synchronized String trigger(String id, String trigger) {
    if (!pipeline.jobs().containsKey(id)) {
      RunProgress none = new RunProgress();
      none.failed("there is no job " + id);
      records.entered(newRun(id, trigger), RunState.ERROR, none);
    }
    Job job = startable(id);
    Optional<OwedRun> waiting = ledger.now().waiting(id);
    if (waiting.isPresent()) {
      String run = waiting.get().id();
      records.say(id, "%s: run %s waits already".formatted(trigger, run), false);
      return run;
    }
    OwedRun run = newRun(id, trigger);
    owe(all -> all.with(run).stopped(id, false));
    launchWaiting(job);
    return run.id();
  }

  private void startStreaming(Job job, String trigger) {
    boolean wanted = job.enabled() && !ledger.now().stopped().contains(job.id());
    boolean isToRun = !runsOf(job.id()).isIdle() || ledger.now().waiting(job.id()).isPresent();
    if (job.every().isPresent() && wanted && !isToRun) {
      trigger(job.id(), trigger);
    }
  }

  private void launchWaiting(Job job) {
    Optional<OwedRun> waiting = ledger.now().waiting(job.id());
    while (waiting.isPresent() && job.enabled() && !draining && !runsOf(job.id()).isFull(job)) {
      OwedRun run = waiting.get().begin();
      ledger.update(all -> all.with(run));
      launch(job, run);
      waiting = ledger.now().waiting(job.id());
    }
  }

  private void launch(Job job, OwedRun owed) {
    ActiveRun run =
        new ActiveRun(owed, new ActiveRun.Plan(pipeline, job), engine, this, clock, slice);
    runsOf(job.id()).add(run);
    records.entered(owed, RunState.STARTING, run.progress());
    Thread thread = new Thread(run::run, "job-" + job.id());
    thread.setDaemon(true);
    thread.start();
  }

  // Ends.

  synchronized void stop(String id, boolean wait) throws InterruptedException {
    Job job = known(id);
    ledger.update(all -> all.stopped(id, job.every().isPresent()));
    List<ActiveRun> stopping = stopAll(id);
    while (wait && stopping.stream().anyMatch(runsOf(id).active()::contains)) {
      wait();
    }
  }

  private List<ActiveRun> stopAll(String id) {
    for (OwedRun run : ledger.now().runs()) {
      if (run.job().equals(id) && !run.begun()) {
        ledger.update(all -> all.without(run.id()));
        records.entered(run, RunState.STOPPED, new RunProgress());
      }
    }
    List<ActiveRun> active = runsOf(id).active();
    active.forEach(this::stop);
    return active;
  }

  private void stop(ActiveRun run) {
    if (!run.isEnding() && RunTransitions.isAllowed(run.state(), RunState.STOPPING)) {
      enter(run, RunState.STOPPING);
      run.end(RunState.STOPPED, false);
    }
  }

  synchronized boolean drain(Duration limit) {
    draining = true;
    closing.countDown();
    for (ActiveRun run : active()) {
      if (run.plan().job().every().isPresent()) {
        stop(run);
      } else {
        run.end(RunState.EXPIRED, false);
      }
    }
    boolean inTime = awaitEnd(limit);
    if (!inTime) {
      active().forEach(run -> run.end(RunState.EXPIRED, true));
      awaitEnd(LAST_WAIT);
    }
    return inTime;
  }

  private boolean awaitEnd(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    while (!active().isEmpty() && !interrupted && System.nanoTime() < end) {
      try {
        wait(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        interrupted = true;
      }
    }
    return active().isEmpty();
  }

  /** Looks at the time that runs take, and for those that could not begin. */
  synchronized void look() {
    for (ActiveRun run : active()) {
      if (run.isNewlyLate()) {
        Duration limit = run.plan().job().notifyDelayAfter().orElseThrow();
        records.say(
            run.owed().job(),
            "run %s takes longer than %d s".formatted(run.owed().id(), limit.toSeconds()),
            true);
      }
      if (run.isOverdue() && run.state() != RunState.STOPPING) {
        run.end(RunState.TIMEOUT, true);
      }
      run.hurry();
    }
    pipeline.jobs().values().forEach(this::launchWaiting);
  }

  // What runs tell, in their threads.

  @Override
  public synchronized void running(ActiveRun run) {
    if (run.state() == RunState.STARTING) {
      enter(run, RunState.RUNNING);
    }
  }

  @Override
  public void taken(ActiveRun run, BatchReport report) {
    records.batch(run.owed(), report);
  }

  @Override
  public void failed(ActiveRun run, EngineException failure) {
    records.failure(run.owed(), "batch failed, and is tried again", failure);
  }

  @Override
  public void skipped(ActiveRun run, long windows) {
    String what = windows == 1 ? "1 window" : windows + " windows";
    records.say(run.owed().job(), what + " skipped: no batch could begin in that time", true);
  }

  @Override
  public void ended(ActiveRun run, RunState end, Optional<RuntimeException> failure) {
    RunState state;
    synchronized (this) {
      run.ending();
      state = run.state() == RunState.STOPPING ? RunState.STOPPED : end;
      records.entered(run.owed(), state, run.progress());
    }
    failure.ifPresent(reason -> records.failure(run.owed(), "run " + run.owed().id(), reason));
    settleAtLast(run.owed(), state, isWorthRetrying(failure));
    synchronized (this) {
      run.enter(state);
      runsOf(run.owed().job()).remove(run);
      notifyAll();
    }
    try {
      look();
    } catch (WorldException unwritable) {
      LOG.warn("The next look begins what waits: {}", unwritable.getMessage());
    }
  }

  private void enter(ActiveRun run, RunState state) {
    run.enter(state);
    records.entered(run.owed(), state, run.progress());
  }

  private static boolean isWorthRetrying(Optional<RuntimeException> failure) {
    return failure
        .filter(EngineException.class::isInstance)
        .flatMap(reason -> ((EngineException) reason).code())
        .filter(FOR_A_PERSON::contains)
        .isEmpty();
  }

  /** While the folder cannot be written to, the run has not ended; nobody else waits for it. */
  private void settleAtLast(OwedRun run, RunState end, boolean mayRetry) {
    boolean told = false;
    while (true) {
      try {
        settle(run, end, mayRetry);
        return;
      } catch (WorldException unwritable) {
        if (!told) {
          records.say(
              run.job(), "its end is not written down yet: " + unwritable.getMessage(), true);
          told = true;
        }
        if (!pause()) {
          return;
        }
      }
    }
  }

  /** False: this process ends, and the next one will find the run. */
  private boolean pause() {
    try {
      return !closing.await(slice.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupt) {
      return false;
    }
  }

  /** In one step: the run has ended, and what follows from that is owed. */
  private synchronized void settle(OwedRun run, RunState end, boolean mayRetry) {
    Optional<Job> job = Optional.ofNullable(pipeline.jobs().get(run.job())).filter(Job::enabled);
    boolean again = mayRetry && job.filter(known -> run.attempt() <= known.retries()).isPresent();
    owe(
        all -> {
          Ledger rest = all.without(run.id());
          if (end == RunState.EXPIRED) {
            return job.isPresent() ? rest.with(run.restart(clock.instant())) : rest;
          }
          if (end == RunState.FAILED && again) {
            return rest.with(run.retry(clock.instant()));
          }
          return Chain.after(pipeline.jobs().values(), run.job(), end, rest, this::newRun);
        });
  }

  /** Changes the ledger; runs that are new in it are WAITING. */
  private void owe(UnaryOperator<Ledger> change) {
    List<OwedRun> before = ledger.now().runs();
    ledger.update(change);
    ledger.now().runs().stream()
        .filter(run -> !run.begun() && !before.contains(run))
        .forEach(run -> records.entered(run, RunState.WAITING, new RunProgress()));
  }

  // Another definition.

  synchronized List<String> apply(Pipeline next) {
    Pipeline before = pipeline;
    PlanChanges changes = new PlanChanges(before, next);
    pipeline = next;
    List<String> done = new ArrayList<>();
    for (Job old : before.jobs().values()) {
      Job job = next.jobs().get(old.id());
      if (old.enabled() && (job == null || !job.enabled())) {
        stopAll(old.id());
        done.add("job %s is %s: it stops".formatted(old.id(), job == null ? "gone" : "disabled"));
      }
    }
    for (Job job : next.jobs().values()) {
      Optional<Job> old = Optional.ofNullable(before.jobs().get(job.id())).filter(Job::enabled);
      if (job.enabled() && old.isEmpty()) {
        startStreaming(job, "up");
        done.add("job " + job.id() + " is new");
      } else if (job.enabled() && changes.concern(job)) {
        done.add(change(old.get(), job));
      }
    }
    return done;
  }

  private String change(Job old, Job job) {
    List<ActiveRun> active = runsOf(job.id()).active();
    if (old.every().isPresent() != job.every().isPresent()) {
      active.forEach(this::stop);
      if (job.every().isPresent()) {
        trigger(job.id(), "up");
      }
      return "job " + job.id() + " has another trigger: its run stops";
    }
    active.forEach(run -> run.take(new ActiveRun.Plan(pipeline, job)));
    startStreaming(job, "definition");
    return active.isEmpty()
        ? "job " + job.id() + " changed"
        : "job " + job.id() + " goes on with its new plan after this batch";
  }

  // Small things.

  private List<ActiveRun> active() {
    return jobs.values().stream().flatMap(runs -> runs.active().stream()).toList();
  }

  private JobRuns runsOf(String id) {
    return jobs.computeIfAbsent(id, unused -> new JobRuns(new LagWatch(background)));
  }

  private Job known(String id) {
    Job job = pipeline.jobs().get(id);
    if (job == null) {
      throw new JobRefused("unknown-name", "there is no job " + id);
    }
    return job;
  }

  private Job startable(String id) {
    Job job = known(id);
    if (!job.enabled()) {
      throw new JobRefused("job-disabled", "job " + id + " is disabled in the definition");
    }
    if (draining) {
      throw new JobRefused("stopping", "the pipeline is being stopped");
    }
    return job;
  }

  private OwedRun newRun(String job, String trigger) {
    return new OwedRun(ids.get(), job, trigger, 1, 0, clock.instant().toString(), false);
  }
}
