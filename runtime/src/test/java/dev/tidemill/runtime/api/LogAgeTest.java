package dev.tidemill.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogAgeTest {

  @Test
  void keepsLinesWithoutATimeWithTheOneBefore() {
    LogAge age = new LogAge(Optional.of(Instant.parse("2026-11-13T10:00:00Z")));
    assertThat(
            Stream.of(
                    "before any time",
                    "2026-11-13T09:59:59.999Z old",
                    "\tat Old.line(Old.java:1)",
                    "2026-11-13T10:00:00.000Z new",
                    "\tat New.line(New.java:1)",
                    "2026-13-99T10:00:00Z is no time")
                .filter(age::isYoung))
        .containsExactly(
            "2026-11-13T10:00:00.000Z new",
            "\tat New.line(New.java:1)",
            "2026-13-99T10:00:00Z is no time");
  }

  @Test
  void keepsEverythingWithoutAnAge() {
    LogAge age = new LogAge(Optional.empty());
    assertThat(Stream.of("a", "2000-01-01T00:00:00Z b").filter(age::isYoung)).hasSize(2);
  }
}
