package dev.tidemill.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.DataSize;
import dev.tidemill.model.value.Part.Literal;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ValuePropertiesTest {

  @Property
  void durationsComeBack(@ForAll @LongRange(max = 9_999_999_999L) long millis) {
    Duration duration = Duration.ofMillis(millis);

    assertThat(Durations.parse("d", Durations.format(duration)).value()).contains(duration);
  }

  @Property
  void sizesComeBack(@ForAll @LongRange(max = 999_999_999) long count, @ForAll("units") long unit) {
    DataSize size = new DataSize(count * unit);

    assertThat(DataSizes.parse("s", size.toString()).value()).contains(size);
  }

  @Property
  void mendingAValueOnceIsEnough(@ForAll("quantities") String text) {
    Durations.parse("d", text)
        .problem()
        .flatMap(Problem::replacement)
        .ifPresent(mended -> assertThat(Durations.parse("d", mended).value()).isPresent());
    DataSizes.parse("s", text)
        .problem()
        .flatMap(Problem::replacement)
        .ifPresent(mended -> assertThat(DataSizes.parse("s", mended).value()).isPresent());
  }

  @Property
  void noTextMakesAParserThrow(@ForAll String text) {
    assertAllAnswer(text);
  }

  @Property
  void noNearlyRightTextMakesAParserThrow(@ForAll("scraps") @Size(max = 8) List<String> scraps) {
    assertAllAnswer(String.join("", scraps));
  }

  @Property
  void textWithoutDollarIsItself(@ForAll("plain") String text) {
    assertThat(Interpolation.split(text).value().orElseThrow())
        .isEqualTo(text.isEmpty() ? List.of() : List.of(new Literal(text)));
  }

  private static void assertAllAnswer(String text) {
    assertThat(Durations.parse("l", text)).isNotNull();
    assertThat(DataSizes.parse("l", text)).isNotNull();
    assertThat(Instants.parse("l", text)).isNotNull();
    assertThat(Rates.parse("l", text)).isNotNull();
    assertThat(Moneys.parse("l", text)).isNotNull();
    assertThat(PartitionFields.parse("l", text)).isNotNull();
    assertThat(Interpolation.split(text)).isNotNull();
    for (IdKind kind : IdKind.values()) {
      assertThat(Ids.check(kind, "l", text)).isNotNull();
    }
    ColumnTypes.parse("l", text)
        .value()
        .ifPresent(
            column ->
                assertThat(ColumnTypes.parse("l", ColumnTypes.format(column)).value()).isPresent());
  }

  @Provide
  Arbitrary<Long> units() {
    return Arbitraries.of(1L, 1L << 10, 1L << 20, 1L << 30);
  }

  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.strings().excludeChars('$');
  }

  @Provide
  Arbitrary<String> quantities() {
    return Arbitraries.strings().withChars("0123456789.dhmsKMGiBP T+-").ofMaxLength(12);
  }

  @Provide
  Arbitrary<List<String>> scraps() {
    return Arbitraries.of(
            "string",
            "struct<",
            "list<",
            "map<string,",
            ">",
            ",",
            ":",
            "a",
            " required",
            " comment ",
            "'x'",
            "'",
            "decimal(",
            "10",
            ")",
            "timestamp",
            "(millis)",
            "`",
            "${",
            "}",
            "$",
            "env:",
            "bucket(",
            "day(",
            "0",
            "long")
        .list();
  }
}
