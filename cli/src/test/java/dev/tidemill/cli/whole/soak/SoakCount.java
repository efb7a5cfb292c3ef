package dev.tidemill.cli.whole.soak;

import dev.tidemill.engine.QueryResult;
import dev.tidemill.runtime.api.Operations;
import dev.tidemill.runtime.api.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Waits until everything has come through, and holds it against what was sent. */
final class SoakCount {

  private static final List<String> SCHEDULES = List.of("minutely", "rated");

  private final Operations up;
  private final Path project;
  private final Events events;
  private final Calls calls;
  private final Instant first;
  private Instant drained;

  SoakCount(Operations up, Path project, Events events, Calls calls, Instant first) {
    this.up = up;
    this.project = project;
    this.events = events;
    this.calls = calls;
    this.first = first;
  }

  /** Until no message waits, and every accepted invocation has left its record. */
  void awaitDrained(Duration patience) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    drained = Instant.now();
    while (!isDrained() || unaccounted() > 0) {
      if (System.nanoTime() > deadline) {
        return;
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private boolean isDrained() {
    List<Status.Job> jobs = up.status().jobs();
    return jobs.stream().allMatch(job -> job.lagMessages().orElse(1) == 0)
        && one("SELECT count(*) FROM events") == one("SELECT count(*) FROM copied");
  }

  SoakReport report(int kills, Duration slowestStart, Duration took)
      throws IOException, TimeoutException {
    long acknowledged = events.sent() - events.failed().size();
    Seen table = seen("events");
    Seen stream = seen("copied");
    Seen files = files();
    long due = ChronoUnit.MINUTES.between(first, drained) * SCHEDULES.size();
    return new SoakReport(
        kills,
        acknowledged,
        lost(table) + lost(stream) + lost(files),
        table.doubled() + stream.doubled() + files.doubled(),
        calls.accepted().size(),
        unaccounted(),
        due,
        notFired(),
        slowestStart,
        took);
  }

  /** Which events a target holds. */
  private record Seen(long rows, long distinct, long failedOnes) {
    long doubled() {
      return rows - distinct;
    }
  }

  private long lost(Seen seen) {
    long acknowledged = events.sent() - events.failed().size();
    return acknowledged - (seen.distinct() - seen.failedOnes());
  }

  private Seen seen(String table) {
    String failed =
        events.failed().isEmpty()
            ? "0L"
            : "count(DISTINCT CASE WHEN seq IN (%s) THEN seq END)"
                .formatted(
                    String.join(", ", events.failed().stream().map(String::valueOf).toList()));
    List<Object> row =
        up.query("SELECT count(*), count(DISTINCT seq), %s FROM %s".formatted(failed, table), 1)
            .rows()
            .get(0);
    return new Seen(number(row.get(0)), number(row.get(1)), number(row.get(2)));
  }

  private Seen files() throws IOException {
    BitSet found = new BitSet();
    long rows = 0;
    Path out = project.resolve("out");
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(file -> isVisible(out, file)).toList()) {
        for (String line : Files.readAllLines(file)) {
          String seq = line.substring(line.indexOf(":") + 1, line.indexOf(","));
          found.set(Integer.parseInt(seq));
          rows++;
        }
      }
    }
    long failed = events.failed().stream().filter(seq -> found.get(seq.intValue())).count();
    return new Seen(rows, found.cardinality(), failed);
  }

  /** As any reader sees the folder: names that begin with _ or . are hidden. */
  private static boolean isVisible(Path out, Path file) {
    for (Path name : out.relativize(file)) {
      if (name.toString().startsWith("_") || name.toString().startsWith(".")) {
        return false;
      }
    }
    return Files.isRegularFile(file);
  }

  private long unaccounted() {
    Set<String> left = new HashSet<>(calls.accepted());
    up.query("SELECT DISTINCT requestId FROM calls", 0)
        .rows()
        .forEach(row -> left.remove((String) row.get(0)));
    return left.size();
  }

  /** Whole minutes between the first start and the drain in which a schedule did not fire. */
  private long notFired() {
    long missing = 0;
    long due = ChronoUnit.MINUTES.between(first, drained);
    for (String schedule : SCHEDULES) {
      QueryResult fired =
          up.query(
              "SELECT count(DISTINCT date_trunc('minute', scheduledTime)) FROM fires"
                  + " WHERE scheduleId = '%s' AND scheduledTime <= timestamp'%s'"
                      .formatted(schedule, drained),
              1);
      missing += Math.max(0, due - number(fired.rows().get(0).get(0)));
    }
    return missing;
  }

  private long one(String sql) {
    return number(up.query(sql, 1).rows().get(0).get(0));
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
