package dev.tidemill.bench;

import dev.tidemill.model.Names;
import dev.tidemill.model.Position;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.schedule.ScheduleExpressions;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.schedule.Fire;
import dev.tidemill.runtime.schedule.FireTargets;
import dev.tidemill.runtime.schedule.Schedules;
import dev.tidemill.runtime.state.StateDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How late schedules fire: 100,000 held, 1,000 fires in a minute spread over it, then 1,000 due in
 * the same second; on H2 and on PostgreSQL.
 *
 * <p>{@code mvn -q -Pbench -pl bench -am -DskipTests verify
 * -Dbench.main=dev.tidemill.bench.ScheduleLateness}
 */
public final class ScheduleLateness {

  private static final int HELD = 100_000;
  private static final int FIRES = 1_000;
  private static final int SECONDS = 60;
  private static final Names NAMES = new Names("bench", "local");
  private static final Position NOWHERE = new Position(Path.of("pipeline.yaml"), 1, 1, 1, 1);

  private ScheduleLateness() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("lateness");
    System.out.printf("%-12s%10s%26s%26s%n", "", "held", "1,000 in a minute", "1,000 in a second");
    System.out.printf("%-12s%10s%26s%26s%n", "", "after s", "p50, p99, max ms", "p50, p99, max ms");
    measure("H2", folder.resolve("h2"), Optional.empty());
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      measure("PostgreSQL", folder.resolve("postgresql"), Optional.of(url));
    }
    System.exit(0);
  }

  private static void measure(String name, Path folder, Optional<String> url)
      throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    Late spread = new Late(clock, FIRES);
    Late burst = new Late(clock, FIRES);
    try (StateDatabase database = StateDatabase.open(new DataFolder(folder), url, NAMES);
        History history = new History(database, clock);
        Schedules schedules =
            new Schedules(
                database,
                NAMES,
                history,
                new DeadLetters(database, clock),
                new Targets(spread, burst),
                clock)) {
      List<Schedule> all = new ArrayList<>();
      for (int i = 0; i < HELD - 2 * FIRES; i++) {
        all.add(schedule("held" + i, "cron(%d %d 1 1 ? *)".formatted(i % 60, i / 60 % 24)));
      }
      long began = System.nanoTime();
      schedules.apply(all);
      double took = (System.nanoTime() - began) / 1e9;
      all.addAll(due(clock.instant().plusSeconds(15).truncatedTo(ChronoUnit.SECONDS)));
      schedules.apply(all);
      if (!spread.all.await(2, TimeUnit.MINUTES) || !burst.all.await(2, TimeUnit.MINUTES)) {
        throw new IOException("not all have fired");
      }
      System.out.printf(Locale.ROOT, "%-12s%10.1f%26s%26s%n", name, took, spread, burst);
    }
  }

  private static List<Schedule> due(Instant begin) {
    List<Schedule> due = new ArrayList<>();
    for (int i = 0; i < FIRES; i++) {
      Instant time = begin.plusSeconds((long) i * SECONDS / FIRES);
      due.add(schedule("spread" + i, at(time)));
      due.add(schedule("burst" + i, at(begin.plus(Duration.ofSeconds(SECONDS + 5)))));
    }
    return due;
  }

  private static String at(Instant time) {
    LocalDateTime local = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    return "at(%tFT%<tT)".formatted(local);
  }

  private static Schedule schedule(String id, String expression) {
    return new Schedule(
        id,
        ScheduleExpressions.parse(expression).value().orElseThrow(),
        ZoneId.of("UTC"),
        new Schedule.Target(Schedule.Kind.FUNCTION, id.replaceAll("[0-9]+", "")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "bench-local",
        new Schedule.RetryPolicy(3, Duration.ofHours(1)),
        true,
        true,
        Schedule.Missed.RUN_ONCE,
        false,
        NOWHERE);
  }

  /** Takes the time that each fire comes late. */
  private static final class Late {
    private final Clock clock;
    private final CountDownLatch all;
    private final List<Long> millis = new ArrayList<>();

    Late(Clock clock, int fires) {
      this.clock = clock;
      this.all = new CountDownLatch(fires);
    }

    synchronized void fired(Fire fire) {
      millis.add(Duration.between(fire.scheduledTime(), clock.instant()).toMillis());
      all.countDown();
    }

    @Override
    public synchronized String toString() {
      List<Long> sorted = millis.stream().sorted().toList();
      int last = sorted.size() - 1;
      return "%d, %d, %d"
          .formatted(sorted.get(last / 2), sorted.get(last * 99 / 100), sorted.get(last));
    }
  }

  private record Targets(Late spread, Late burst) implements FireTargets {
    @Override
    public void function(String function, byte[] event, Fire fire) {
      (function.equals("spread") ? spread : burst).fired(fire);
    }

    @Override
    public void job(String job, Fire fire) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void stream(String stream, byte[] message, Fire fire) {
      throw new UnsupportedOperationException();
    }
  }
}
