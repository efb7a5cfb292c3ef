package dev.tidemill.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemill.runtime.state.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed with SIGKILL lose no fire, and repeat only what was under way. */
class KilledSchedulesTest {

  /** As many fires as a process makes at a time. */
  private static final int AT_A_TIME = 32;

  /** {@code -Dtidemill.kills=50} for more. */
  private static final int KILLS = Integer.getInteger("tidemill.kills", 10);

  @TempDir Path folder;

  @Test
  void everyFireHappensAlthoughTheProcessIsKilledAgainAndAgain() throws Exception {
    String[] arguments = arguments("h2", "-", 1_500, 50);
    Random random = new Random(4);
    for (int i = 0; i < KILLS; i++) {
      SchedulesProcess process = SchedulesProcess.start(arguments);
      pass(Duration.ofMillis(random.nextInt(800)));
      process.kill();
    }
    SchedulesProcess last = SchedulesProcess.start(arguments);
    awaitAll(1_500);
    last.kill();
    assertThatNoneIsRepeatedInOneProcess();
    assertThat(lines()).hasSizeLessThanOrEqualTo(1_500 + KILLS * AT_A_TIME);
  }

  @Test
  void twoOnOneServerNeverFireOneDueTimeTwice() throws Exception {
    try (TestPostgres postgres = TestPostgres.start(folder.resolve("server"))) {
      String[] first = arguments("a", postgres.url().orElseThrow(), 2_000, 200);
      String[] second = first.clone();
      second[0] = folder.resolve("b").toString();
      SchedulesProcess killed = SchedulesProcess.start(first);
      SchedulesProcess other = SchedulesProcess.start(second);
      await().atMost(Duration.ofSeconds(30)).until(() -> lines().size() > 800);
      killed.kill();
      SchedulesProcess again = SchedulesProcess.start(first);
      awaitAll(2_000);
      other.kill();
      again.kill();
      assertThatNoneIsRepeatedInOneProcess();
      assertThat(lines()).hasSizeLessThanOrEqualTo(2_000 + AT_A_TIME);
      assertThat(lines().stream().map(line -> line.split(" ", -1)[0]).distinct())
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  private String[] arguments(String name, String url, int count, int perSecond) {
    return new String[] {
      folder.resolve(name).toString(),
      url,
      folder.resolve("fires").toString(),
      Integer.toString(count),
      Integer.toString(perSecond)
    };
  }

  private void awaitAll(int count) {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(lines().stream().map(line -> line.split(" ", -1)[1]).distinct())
                    .hasSize(count));
  }

  private void assertThatNoneIsRepeatedInOneProcess() throws IOException {
    assertThat(lines()).doesNotHaveDuplicates();
  }

  /** Whole lines: process, schedule, execution. */
  private List<String> lines() throws IOException {
    Path file = folder.resolve("fires");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static void pass(Duration time) throws InterruptedException {
    boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(never).isFalse();
  }
}
