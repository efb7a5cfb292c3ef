package dev.tidemill.runtime.job;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.WayOut;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * The engine's side of the agreement, as a test has written it: each call of {@code next} takes the
 * next batch of its job; where there is none, nothing is new.
 */
final class ScriptedEngine implements JobEngine {

  /** What one call of {@code next} does. */
  interface Batch extends Function<Instant, Optional<BatchReport>> {}

  private final Map<String, Deque<Batch>> batches = new HashMap<>();
  private final Map<String, List<Instant>> dues = new HashMap<>();
  private final List<String> opened = new ArrayList<>();
  private final List<String> resolved = new ArrayList<>();
  private String listing = "";
  private int open;
  private int mostOpen;

  synchronized ScriptedEngine then(String job, Batch... more) {
    batches.computeIfAbsent(job, unused -> new ArrayDeque<>()).addAll(List.of(more));
    return this;
  }

  synchronized List<Instant> dues(String job) {
    return List.copyOf(dues.getOrDefault(job, List.of()));
  }

  /** {@code JOB TABLE} for each opening. */
  synchronized List<String> opened() {
    return List.copyOf(opened);
  }

  synchronized List<String> resolved() {
    return List.copyOf(resolved);
  }

  synchronized int mostOpen() {
    return mostOpen;
  }

  synchronized void arrived(String files) {
    listing = files;
  }

  /** A batch with so many rows. */
  static Batch rows(long count) {
    return due -> Optional.of(report(count, due));
  }

  static Batch nothing() {
    return due -> Optional.empty();
  }

  static Batch fails(String code, String message) {
    return due -> {
      throw new EngineException(code, message);
    };
  }

  /** A batch that says it has begun, and ends when it may or is interrupted. */
  static Batch waits(CountDownLatch begun, CountDownLatch may, Batch then) {
    return due -> {
      begun.countDown();
      try {
        may.await();
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        throw new EngineException("interrupted", "interrupted while waiting", interrupt);
      }
      return then.apply(due);
    };
  }

  @Override
  public synchronized JobRun open(Pipeline pipeline, Job job) {
    opened.add(job.id() + " " + job.nodes().get("lake").fields().get("table"));
    mostOpen = Math.max(mostOpen, ++open);
    return new ScriptedRun(job.id());
  }

  @Override
  public synchronized List<String> resolve(Pipeline pipeline, Job job, WayOut wayOut) {
    if (wayOut instanceof WayOut.Redo) {
      throw new EngineException("nothing-to-resolve", "no target of job clicks needs it");
    }
    resolved.add(job.id() + " " + wayOut);
    return List.of("table clicks goes on");
  }

  @Override
  public JobLag lag(Pipeline pipeline, Job job) {
    return new JobLag(OptionalLong.of(3), Optional.of(Instant.EPOCH));
  }

  @Override
  public synchronized String arrivals(Pipeline pipeline, Job job) {
    return listing;
  }

  private static BatchReport report(long rows, Instant end) {
    OptionalLong count = OptionalLong.of(rows);
    OptionalLong none = OptionalLong.empty();
    return new BatchReport(
        "clicks",
        1,
        end.minusSeconds(60),
        end,
        Duration.ofSeconds(1),
        List.of(
            new NodeCounts("log", count, count, none, none, none),
            new NodeCounts("lake", count, none, none, none, none)),
        false,
        0,
        List.of());
  }

  private final class ScriptedRun implements JobRun {
    private final String job;

    private ScriptedRun(String job) {
      this.job = job;
    }

    @Override
    public Optional<BatchReport> next(Instant due) {
      Batch batch;
      synchronized (ScriptedEngine.this) {
        dues.computeIfAbsent(job, unused -> new ArrayList<>()).add(due);
        batch = batches.getOrDefault(job, new ArrayDeque<>()).poll();
      }
      return batch == null ? Optional.empty() : batch.apply(due);
    }

    @Override
    public void close() {
      synchronized (ScriptedEngine.this) {
        open--;
      }
    }
  }
}
