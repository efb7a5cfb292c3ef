package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.SharedSpark;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailuresTest {

  private final Failures failures = new Failures();

  @Test
  void waitsTwiceAsLongEachTimeUpToAMinute() {
    long[] seconds = new long[8];
    for (int i = 0; i < seconds.length; i++) {
      assertThat(failures.note(new IllegalStateException("no " + i)).code())
          .contains("batch-failed");
      seconds[i] = failures.waitBefore().toSeconds();
    }
    assertThat(seconds).containsExactly(1, 2, 4, 8, 16, 32, 60, 60);
    failures.success();
    assertThat(failures.waitBefore()).isEqualTo(Duration.ZERO);
  }

  @Test
  void givesUpAtTheFifthTimeOfTheSameFaultOfThePlan() {
    for (int i = 1; i < 5; i++) {
      assertThat(failures.note(overflow()).code()).contains("batch-failed");
    }
    EngineException fifth = failures.note(overflow());
    assertThat(fifth.code()).contains("job-failed");
    assertThat(fifth)
        .hasMessageStartingWith("failed 5 times in a row: ")
        .hasMessageContaining("overflow");
  }

  @Test
  void doesNotGiveUpWhereTheWorldFails() {
    for (int i = 1; i < 9; i++) {
      assertThat(failures.note(new IllegalStateException("connection refused")).code())
          .contains("batch-failed");
    }
  }

  private static RuntimeException overflow() {
    try {
      SharedSpark.session().sql("SELECT 2147483647 + id FROM VALUES 1 AS t(id)").collectAsList();
    } catch (RuntimeException failure) {
      return failure;
    }
    throw new AssertionError("No overflow");
  }
}
