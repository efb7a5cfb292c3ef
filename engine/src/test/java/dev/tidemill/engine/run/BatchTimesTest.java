package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.commit.Bookmark;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchTimesTest {

  private static final Instant LAST = Instant.parse("2026-11-13T02:15:00Z");
  private static final Optional<Duration> MINUTE = Optional.of(Duration.ofMinutes(1));

  @Test
  void beginsTheFirstWindowItsLengthBeforeItsEnd() {
    Instant due = Instant.parse("2026-11-13T05:00:00Z");
    assertThat(BatchTimes.after(at(0), due, MINUTE))
        .isEqualTo(new BatchTimes(due.minusSeconds(60), due));
    assertThat(BatchTimes.after(at(0), due, Optional.empty())).isEqualTo(new BatchTimes(due, due));
  }

  @Test
  void beginsWhereTheLastWindowEnded() {
    Instant due = LAST.plusSeconds(180);
    assertThat(BatchTimes.after(at(3), due, MINUTE)).isEqualTo(new BatchTimes(LAST, due));
  }

  @Test
  void takesTheNextWholeWindowWhereTheDueTimeIsPast() {
    assertThat(BatchTimes.after(at(3), LAST, MINUTE))
        .isEqualTo(new BatchTimes(LAST, LAST.plusSeconds(60)));
    assertThat(BatchTimes.after(at(3), LAST, Optional.of(Duration.ofMinutes(10))).end())
        .isEqualTo("2026-11-13T02:20:00Z");
  }

  private static Bookmark at(long batch) {
    return new Bookmark(Map.of(), batch, LAST, LAST);
  }
}
