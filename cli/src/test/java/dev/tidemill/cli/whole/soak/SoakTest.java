package dev.tidemill.cli.whole.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short soak; {@code bench/soak} runs the same for longer. */
class SoakTest {

  private static final int KILLS = Integer.getInteger("soak.kills", 3);
  private static final int EVENTS_A_SECOND = Integer.getInteger("soak.rate", 500);
  private static final long SEED = Long.getLong("soak.seed", 20261123);

  @Test
  void losesNothingAndDoublesNothing(@TempDir Path folder) throws Exception {
    try (Soak soak = new Soak(folder, EVENTS_A_SECOND, SEED)) {
      SoakReport report = soak.run(KILLS);

      System.out.print(report.text());
      assertThat(report.isClean()).as(report.text()).isTrue();
      assertThat(report.acknowledged()).isPositive();
      assertThat(report.accepted()).isPositive();
    }
  }
}
