package dev.tidemill.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.ColumnType.Primitive;
import dev.tidemill.model.ColumnType.TimestampFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "string",
        "boolean",
        "binary",
        "int",
        "long",
        "float",
        "double",
        "decimal(10,2)",
        "timestamp",
        "timestamp(seconds)",
        "timestamp(millis)",
        "timestamp(micros)",
        "timestamp('yyyy-MM-dd HH:mm')",
        "localTimestamp",
        "date",
        "date('dd.MM.yyyy')",
        "list<string>",
        "map<string,list<long>>",
        "struct<a:int,B:struct<c:date>>",
        "variant",
        "struct<`a b`:int>",
        "timestamp('yyyy-MM-dd''T''HH:mm')"
      })
  void writesEachTypeAsItWasRead(String text) {
    assertThat(ColumnTypes.parse("column 'c'", text).value().map(c -> ColumnTypes.format(c.type())))
        .contains(text);
  }

  @Test
  void readsRequiredAndComment() {
    assertThat(ColumnTypes.parse("c", "long required comment 'the shop''s own'").value())
        .contains(new ColumnTypes.TypedColumn(Primitive.LONG, true, Optional.of("the shop's own")));
    assertThat(ColumnTypes.parse("c", "timestamp(millis) required").value().orElseThrow().type())
        .isEqualTo(new ColumnType.Timestamp(TimestampFormat.MILLIS, Optional.empty()));
  }

  @Test
  void fieldsOfStructsKnowTheirPlace() {
    ColumnType.Struct struct =
        (ColumnType.Struct)
            ColumnTypes.parse("c", "struct<first:int, second:long required>")
                .value()
                .orElseThrow()
                .type();

    assertThat(struct.columns().get(1).position().column()).isEqualTo(19);
    assertThat(struct.columns().get(1).position().endColumn()).isEqualTo(25);
    assertThat(struct.columns().get(1).required()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bigint | column 'price': no type 'bigint' | write long | unknown-type",
        "String | column 'price': no type 'String' | write string | unknown-type",
        "array<int> | column 'price': no type 'array' | write list<T> | unknown-type",
        "strng | column 'price': no type 'strng' | write string | unknown-type",
        "decimal(10 | 'decimal(10' has an open bracket"
            + " | in [ ] and { } a comma ends the value: write \"decimal(10,2)\", quoted"
            + " | flow-comma",
        "decimal | column 'price': decimal has no digits | write for example decimal(10,2) | bad-type",
        "int(5) | column 'price': 'int' takes nothing in brackets | write int | bad-type",
        "timestamp(ms) | column 'price': timestamp takes no 'ms' | write timestamp(millis) | bad-type",
        "map<int,int> | column 'price': the key of a map is text, not 'int'"
            + " | write map<string,T> | bad-type",
        "string requird | column 'price': 'requird' after the type is not understood"
            + " | after a type come only: required, comment 'text' | bad-type",
        "decimal(39,2) | column 'price': 'decimal(39,2)' is not possible"
            + " | at most 38 digits, of them at most all after the point: write decimal(38,9)"
            + " | out-of-range"
      })
  void saysWhichTypeToWrite(String text, String message, String hint, String code) {
    Problem problem = ColumnTypes.parse("column 'price'", text).problem().orElseThrow();

    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.hint()).isEqualTo(hint);
    assertThat(problem.code()).isEqualTo(code);
  }

  @Test
  void aThousandLevelsAreAnError() {
    String text = "list<".repeat(1000) + "int" + ">".repeat(1000);

    assertThat(ColumnTypes.parse("c", text).problem()).map(Problem::code).contains("too-deep");
  }
}
