package dev.tidemill.cli.whole.soak;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A measurement, run by {@code bench/steady}: what a pipeline takes that stays up. */
@EnabledIfSystemProperty(named = "steady.minutes", matches = "\\d+", disabledReason = "by hand")
class SteadyTest {

  private static final int MINUTES = Integer.getInteger("steady.minutes", 60);
  private static final int EVENTS_A_SECOND = Integer.getInteger("steady.rate", 2_000);

  @Test
  void printsHeapAndProcessorTimeEachMinute(@TempDir Path folder) throws Exception {
    try (Soak soak = new Soak(folder, EVENTS_A_SECOND, 0)) {
      String broker = soak.startAndAwait();
      Steady process = new Steady(soak.pid());
      try (Events events = EVENTS_A_SECOND == 0 ? null : new Events(broker, EVENTS_A_SECOND)) {
        for (int minute = 1; minute <= MINUTES; minute++) {
          TimeUnit.MINUTES.sleep(1);
          double share = process.processorShare();
          System.out.printf(
              "minute %d: heap after collection %.1f MB, %.1f %% of a core, %,d events sent%n",
              minute,
              process.heapAfterCollection() / 1024.0,
              share * 100,
              events == null ? 0 : events.sent());
        }
      }
      soak.stopInOrder();
    }
  }
}
