package dev.tidemill.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.QueryResult;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultRowsTest {

  @Test
  void putsNumbersAtTheRightEdge() {
    QueryResult result =
        new QueryResult(
            List.of("functionName", "runs"),
            List.of("string", "bigint"),
            List.of(List.of("PutUser", 312L), List.of("ApproveReminder", 1L)),
            2);
    assertThat(ResultRows.of(result).lines())
        .containsExactly("functionName     runs", "PutUser           312", "ApproveReminder     1");
  }

  @Test
  void showsEveryKindOfValueInOneLine() {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("userId", "u-1\n2");
    user.put("tags", Arrays.asList("a", null));
    QueryResult result =
        new QueryResult(
            List.of("user", "price", "at", "bytes", "none"),
            List.of("struct<>", "decimal(4,2)", "timestamp", "binary", "void"),
            List.of(
                Arrays.asList(
                    user,
                    new BigDecimal("1E+1"),
                    Instant.EPOCH,
                    "ok".getBytes(StandardCharsets.UTF_8),
                    null)),
            1);
    assertThat(ResultRows.of(result).lines().get(1))
        .isEqualTo("{userId: u-1\\n2, tags: [a, null]}     10  1970-01-01T00:00:00Z  b2s=   null");
    assertThat(ResultRows.preview(result).lines().get(0)).endsWith("none");
  }

  @Test
  void quotesInCsvOnlyWhatNeedsIt() {
    assertThat(Csv.line(Arrays.asList("a", "b,c", "say \"x\"", "l1\nl2", "", null, 3)))
        .isEqualTo("a,\"b,c\",\"say \"\"x\"\"\",\"l1\nl2\",\"\",,3");
  }
}
