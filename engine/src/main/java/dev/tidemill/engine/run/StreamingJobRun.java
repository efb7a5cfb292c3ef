package dev.tidemill.engine.run;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.WayOut;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.Fenced;
import dev.tidemill.engine.commit.Writer;
import dev.tidemill.engine.plan.CountedPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The loop of a job: {@code commits.md}, section 2. */
public final class StreamingJobRun implements JobRun {

  private static final int FENCED_IN_A_ROW = 3;

  private final JobContext context;
  private final Sources sources;
  private final Ranges ranges;
  private final JobPlans plans;
  private final List<Target> targets;
  private final BadMessages badMessages;
  private final Failures failures = new Failures();
  private final List<String> notices = new ArrayList<>();
  private boolean created;

  public StreamingJobRun(JobContext context) {
    this.context = context;
    this.sources = new Sources(context);
    this.ranges = new Ranges(sources.all());
    this.plans = new JobPlans(context, sources);
    this.badMessages = new BadMessages(sources::reader);
    this.targets = new JobTargets(context, notices::add).all(sources.streams(), badMessages);
  }

  @Override
  public Optional<BatchReport> next(Instant due) {
    sleep(failures.waitBefore());
    // Where Spark shares its machines fairly, it does so between pools; else this means nothing.
    context.session().sparkContext().setLocalProperty("spark.scheduler.pool", context.job().id());
    try {
      Optional<BatchReport> report = untilNotFenced(due);
      failures.success();
      return report;
    } catch (Exception failure) {
      throw failures.note(failure);
    }
  }

  private Optional<BatchReport> untilNotFenced(Instant due) {
    Backoff backoff = new Backoff();
    for (int fenced = 1; ; fenced++) {
      try {
        return once(due);
      } catch (Exception failure) {
        if (!Fenced.isCause(failure)) {
          throw failure;
        }
        if (fenced % FENCED_IN_A_ROW == 0) {
          Duration wait = backoff.next();
          notices.add(
              "[fenced] another runner of job %s was faster %d times in a row; waited %d s"
                  .formatted(context.job().id(), fenced, wait.toSeconds()));
          sleep(wait);
        }
      }
    }
  }

  private Optional<BatchReport> once(Instant due) {
    create();
    while (true) {
      Bookmarks bookmarks = Bookmarks.ask(targets);
      Optional<Bookmark> greatest = bookmarks.greatest(context.job().id());
      if (greatest.isEmpty()) {
        moveAll(Optional.empty(), new Bookmark(ranges.start(), 0, due, due));
        continue;
      }
      int behind = bookmarks.firstBehind(greatest.get());
      if (behind < 0) {
        return newBatch(greatest.get(), due);
      }
      Optional<Bookmark> own = bookmarks.found().get(behind);
      if (own.isPresent()) {
        return Optional.of(catchUp(bookmarks, greatest.get()));
      }
      begin(targets.get(behind), greatest.get());
    }
  }

  private void create() {
    if (!created) {
      CountedPlan plan = plans.overNothing();
      targets.forEach(target -> target.create(plan));
      created = true;
      context.steps().reached("tables-created");
    }
  }

  /** A target that has nothing yet begins where the others are. */
  private void begin(Target target, Bookmark at) {
    target.move(Optional.empty(), at);
    if (at.batch() > 0) {
      notices.add(
          "[new-target] %s is new in job %s: it begins after batch %d"
              .formatted(target.name(), context.job().id(), at.batch()));
    }
    context.steps().reached("between-targets");
  }

  private void moveAll(Optional<Bookmark> from, Bookmark to) {
    for (int i = 0; i < targets.size(); i++) {
      targets.get(i).move(from, to);
      if (i < targets.size() - 1) {
        context.steps().reached("between-targets");
      }
    }
  }

  private BatchReport catchUp(Bookmarks bookmarks, Bookmark to) {
    Instant began = context.clock().instant();
    context.steps().reached("catch-up");
    List<Batch> batches = new ArrayList<>();
    try {
      for (int i = 0; i < targets.size(); i++) {
        Optional<Bookmark> own = bookmarks.found().get(i);
        if (own.isEmpty()) {
          begin(targets.get(i), to);
        } else if (!own.get().equals(to)) {
          targets.get(i).take(again(batches, own.get(), to));
          context.steps().reached("caught-up");
        }
      }
      long expired = batches.stream().mapToLong(Batch::expired).sum();
      return report(batches.get(batches.size() - 1), began, true, expired);
    } finally {
      batches.forEach(Batch::close);
    }
  }

  /** Targets that are behind by the same range share its batch. */
  private Batch again(List<Batch> batches, Bookmark own, Bookmark to) {
    for (Batch known : batches) {
      if (known.from().equals(own)) {
        return known;
      }
    }
    Batch batch = batch(own, to, ranges.again(own, to));
    batches.add(batch);
    notices.addAll(batch.notices());
    return batch;
  }

  private Optional<BatchReport> newBatch(Bookmark from, Instant due) {
    Instant began = context.clock().instant();
    BatchTimes times = BatchTimes.after(from, due, context.job().every());
    Bookmark withAll =
        new Bookmark(ranges.withNew(from), from.batch() + 1, times.start(), times.end());
    if (!from.at().keySet().containsAll(withAll.at().keySet())) {
      moveAll(Optional.of(from), withAll);
      return once(due);
    }
    Ranges.Next next = ranges.next(from);
    if (next.isNothing()) {
      return Optional.empty();
    }
    Bookmark to = new Bookmark(next.at(), from.batch() + 1, times.start(), times.end());
    context.steps().reached("ranged");
    try (Batch batch = batch(from, to, next.ranges())) {
      BadRecords.refuse(sources.streams(), batch, badMessages);
      notices.addAll(batch.notices());
      for (int i = 0; i < targets.size(); i++) {
        targets.get(i).take(batch);
        if (i < targets.size() - 1) {
          context.steps().reached("between-targets");
        }
      }
      return Optional.of(report(batch, began, false, batch.expired()));
    }
  }

  private Batch batch(Bookmark from, Bookmark to, Map<String, SourceRange> ranges) {
    return new Batch(context.job(), from, to, ranges, plans);
  }

  private BatchReport report(Batch batch, Instant began, boolean catchUp, long expired) {
    Bookmark to = batch.to();
    context.steps().reached("all-committed");
    ranges.taken(to);
    notices.addAll(DeadRows.notices(context, sources, batch));
    BatchReport report =
        new BatchReport(
            context.job().id(),
            to.batch(),
            to.start(),
            to.end(),
            Duration.between(began, context.clock().instant()),
            batch.counts(),
            catchUp,
            expired,
            notices);
    notices.clear();
    return report;
  }

  private void sleep(Duration wait) {
    if (wait.isZero()) {
      return;
    }
    try {
      context.sleeper().sleep(wait);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", "interrupted while waiting", interrupt);
    }
  }

  /**
   * Takes a way out.
   *
   * @return what was done, a line for each target
   */
  public List<String> resolve(WayOut wayOut) {
    create();
    if (wayOut instanceof WayOut.Adopt adopt) {
      // First: a bookmark is of no use without the lists that it counts.
      Writer old = new Writer(context.pipeline().id(), adopt.oldJob());
      sources.all().forEach(source -> source.adopt(old));
    }
    List<String> done = new ArrayList<>();
    for (Target target : targets) {
      target
          .resolve(wayOut)
          .ifPresent(
              what -> {
                done.add(target.name() + ": " + what);
                context.steps().reached("between-targets");
              });
    }
    if (wayOut instanceof WayOut.GoOn) {
      together().ifPresent(done::add);
    }
    if (done.isEmpty()) {
      throw new EngineException(
          "nothing-to-resolve",
          "no target of job %s needs that: start it without".formatted(context.job().id()));
    }
    return done;
  }

  /** Takes the first target to a batch that all others can catch up to from where they are. */
  private Optional<String> together() {
    Bookmarks bookmarks = Bookmarks.ask(targets);
    Optional<Bookmark> to = bookmarks.together();
    if (to.isEmpty()) {
      return Optional.empty();
    }
    int first = 0;
    while (bookmarks.found().get(first).isEmpty()) {
      first++;
    }
    Bookmark own = bookmarks.found().get(first).get();
    try (Batch batch = batch(own, to.get(), ranges.again(own, to.get()))) {
      targets.get(first).take(batch);
    }
    return Optional.of("all targets go on to batch " + to.get().batch());
  }

  @Override
  public void close() {
    targets.forEach(Target::close);
    sources.close();
  }
}
