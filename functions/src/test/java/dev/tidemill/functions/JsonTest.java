package dev.tidemill.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonTest {
  record Reminder(String approvalId, int waitingDays, Approver approver, String note) {}

  record Approver(String userId, Optional<String> department) {}

  enum Kind {
    TIME_SHEET
  }

  /** A bean, with a getter that fails if it is asked to. */
  public static class Bean {
    public String getURLName() {
      return "x";
    }

    public boolean isOpen() {
      return true;
    }

    public List<Kind> getKinds() {
      return List.of(Kind.TIME_SHEET);
    }

    public byte[] getBytes() {
      return new byte[] {1, 2};
    }
  }

  private final Map<String, Object> map = new LinkedHashMap<>();

  @Test
  void writesRecordsWithTheNamesOfTheirComponents() {
    Reminder reminder = new Reminder("a-1", 4, new Approver("ü", Optional.of("HR")), null);

    assertThat(json(reminder))
        .isEqualTo(
            """
            {"approvalId":"a-1","waitingDays":4,"approver":{"userId":"ü","department":"HR"}}""");
  }

  @Test
  void writesBeansByTheirGetters() {
    assertThat(json(new Bean()))
        .contains("\"URLName\":\"x\"", "\"open\":true", "[\"TIME_SHEET\"]", "\"bytes\":\"AQI=\"");
  }

  @Test
  void writesTimesAsTheColumnsOfAStreamTakeThem() {
    map.put("instant", Instant.parse("2026-11-13T03:15:00.120Z"));
    map.put("offset", OffsetDateTime.parse("2026-11-13T03:15:00+01:00"));
    map.put("local", LocalDateTime.parse("2026-11-13T03:15:01"));
    map.put("date", LocalDate.parse("2026-11-13"));
    map.put("took", Duration.ofMillis(1500));

    assertThat(json(map))
        .isEqualTo(
            """
            {"instant":"2026-11-13T03:15:00.120Z","offset":"2026-11-13T03:15:00+01:00",\
            "local":"2026-11-13T03:15:01","date":"2026-11-13","took":"PT1.5S"}""");
  }

  @Test
  void writesNumbersExactly() {
    map.put("big", new BigDecimal("1E+3"));
    map.put("small", new BigDecimal("0.10"));
    map.put("long", Long.MAX_VALUE);
    map.put("int", OptionalInt.of(3));

    assertThat(json(map))
        .isEqualTo("{\"big\":1000,\"small\":0.10,\"long\":9223372036854775807,\"int\":3}");
  }

  @Test
  void leavesNullsOut() {
    Map<String, Object> withNull = new HashMap<>();
    withNull.put("nothing", null);

    assertThat(json(withNull)).isEqualTo("{}");
  }

  @Test
  void writesOtherValuesAsText() {
    map.put("id", new UUID(1, 2));

    assertThat(json(map)).isEqualTo("{\"id\":\"00000000-0000-0001-0000-000000000002\"}");
  }

  @Test
  void takesTextAndBytesAsTheyAre() {
    assertThat(json("{\"a\": 1.0}")).isEqualTo("{\"a\": 1.0}");
    assertThat(json(java.nio.CharBuffer.wrap("not even JSON"))).isEqualTo("not even JSON");
    assertThat(Json.event(new byte[] {(byte) 0xff})).containsExactly(0xff);
  }

  @Test
  void refusesAnEventThatHoldsItself() {
    map.put("name", "loop");
    map.put("self", List.of(map));

    assertThatThrownBy(() -> Json.event(map))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot write java.util.LinkedHashMap as JSON: it holds itself");
  }

  private static String json(Object event) {
    return new String(Json.event(event), StandardCharsets.UTF_8);
  }
}
