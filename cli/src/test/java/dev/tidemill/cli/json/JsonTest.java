package dev.tidemill.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void writesWhatReportsHold() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "a\"\n–");
    value.put("long", 9_007_199_254_740_993L);
    value.put("decimal", new BigDecimal("1E+3"));
    value.put("float", 0.1f);
    value.put("nan", Double.NaN);
    value.put("at", Instant.EPOCH);
    value.put("path", Path.of("a/b"));
    value.put("bytes", new byte[] {1, 2});
    value.put("none", Arrays.asList(null, Optional.empty(), OptionalLong.empty()));
    value.put("some", List.of(Optional.of(true), OptionalLong.of(1)));
    assertThat(Json.line(value))
        .isEqualTo(
            "{\"text\":\"a\\\"\\n–\",\"long\":9007199254740993,\"decimal\":1000,\"float\":0.1,"
                + "\"nan\":\"NaN\",\"at\":\"1970-01-01T00:00:00Z\",\"path\":\"a/b\","
                + "\"bytes\":\"AQI=\",\"none\":[null,null,null],\"some\":[true,1]}");
  }
}
