package dev.tidemill.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestTest {

  private static final List<String> WORDS =
      List.of("connections", "filter", "clicks", "partitionBy", "uses", "at");

  @ParameterizedTest
  @CsvSource({
    "conections, connections",
    "filtre, filter",
    "click, clicks",
    "partition_by, partitionBy",
    "PARTITION-BY, partitionBy",
    "sues, uses"
  })
  void findsTheNearestWord(String word, String meant) {
    assertThat(Suggest.nearest(word, WORDS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"flatten", "it", "tables", "''", "cl"})
  void suggestsNothingFarOff(String word) {
    assertThat(Suggest.nearest(word, WORDS)).isEmpty();
  }
}
