package dev.tidemill.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.Table.PartitionTransform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "country | IDENTITY | country | 0 | 0",
        "day(startedAt) | DAY | startedAt | 0 | 4",
        "bucket(16, user.id) | BUCKET | user.id | 16 | 11",
        "truncate(4,name) | TRUNCATE | name | 4 | 11"
      })
  void readsTransformNumberAndColumn(
      String text, PartitionTransform transform, String column, int argument, int offset) {
    assertThat(PartitionFields.parse("partitionBy", text).value())
        .contains(new PartitionFieldText(transform, column, argument, offset));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "days(at) | partitionBy: no partition transform 'days' | write day(at)",
        "bucket(c) | partitionBy: 'bucket(c)' has no number | write for example bucket(16, c)",
        "bucket(0, c) | partitionBy: 'bucket(0, c)' has the number 0"
            + " | write for example bucket(16, c)",
        "day(3, c) | partitionBy: 'day(3, c)' has a number | write day(c)"
      })
  void saysWhichFieldToWrite(String text, String message, String hint) {
    Problem problem = PartitionFields.parse("partitionBy", text).problem().orElseThrow();

    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.hint()).isEqualTo(hint);
  }

  @Test
  void namesTheCommaThatCutTheValue() {
    Problem problem = PartitionFields.openBracket("bucket(16", "userId)");

    assertThat(problem.code()).isEqualTo("flow-comma");
    assertThat(problem.message()).isEqualTo("'bucket(16' has an open bracket");
    assertThat(problem.hint())
        .isEqualTo("in [ ] and { } a comma ends the value: write \"bucket(16, userId)\", quoted");
    assertThat(PartitionFields.parse("partitionBy", "bucket(16").problem())
        .map(Problem::code)
        .contains("flow-comma");
  }
}
