package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void waitsTwiceAsLongEachTimeUpToAMinute() {
    Backoff backoff = new Backoff();

    assertThat(Stream.generate(backoff::next).limit(9).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    assertThat(Backoff.after(1000)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void beginsAgainAfterASuccess() {
    Backoff backoff = new Backoff();
    Stream.generate(backoff::next).limit(9).forEach(wait -> assertThat(wait).isPositive());

    backoff.reset();

    assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
  }
}
