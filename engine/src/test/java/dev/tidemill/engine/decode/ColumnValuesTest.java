package dev.tidemill.engine.decode;

import static dev.tidemill.engine.decode.Columns.column;
import static dev.tidemill.engine.decode.Columns.struct;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.ColumnType.Primitive;
import dev.tidemill.model.ColumnType.TimestampFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.unsafe.types.VariantVal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the reference's table of values: what each type takes, and what it refuses. */
class ColumnValuesTest {

  private static final String MIN_LONG = "-9223372036854775808";
  private static final String DIGITS_1000 = "0." + "1".repeat(999);

  private static final Map<String, ColumnType> TYPES =
      Map.ofEntries(
          Map.entry("string", Primitive.STRING),
          Map.entry("boolean", Primitive.BOOLEAN),
          Map.entry("binary", Primitive.BINARY),
          Map.entry("int", Primitive.INT),
          Map.entry("long", Primitive.LONG),
          Map.entry("float", Primitive.FLOAT),
          Map.entry("double", Primitive.DOUBLE),
          Map.entry("decimal", new ColumnType.Decimal(5, 2)),
          Map.entry("decimal38", new ColumnType.Decimal(38, 38)),
          Map.entry("timestamp", Columns.iso()),
          Map.entry("seconds", Columns.time(TimestampFormat.SECONDS)),
          Map.entry("millis", Columns.time(TimestampFormat.MILLIS)),
          Map.entry("micros", Columns.time(TimestampFormat.MICROS)),
          Map.entry("localTimestamp", Primitive.LOCAL_TIMESTAMP),
          Map.entry("date", Columns.date()),
          Map.entry("time-de", Columns.time("dd.MM.yyyy HH:mm")),
          Map.entry("time-day", Columns.time("yyyy-MM-dd")),
          Map.entry("time-zone", Columns.time("yyyy-MM-dd HH:mm:ss XXX")),
          Map.entry("time-am", Columns.time("MMM d, uuuu h:mm a")),
          Map.entry("date-de", Columns.date("dd.MM.yyyy")),
          Map.entry("list", new ColumnType.ListOf(Primitive.LONG)),
          Map.entry("map", new ColumnType.MapOf(Primitive.LONG)),
          Map.entry("struct", struct(column("a", Primitive.LONG))),
          Map.entry("variant", Primitive.VARIANT));

  private static Decoded decode(String type, String json) {
    return new JsonDecoder(struct(column("c", TYPES.get(type))), 1 << 20)
        .decode(("{\"c\":" + json + "}").getBytes(StandardCharsets.UTF_8));
  }

  static Stream<Arguments> taken() {
    return Stream.of(
        taken("int", "5", 5),
        taken("int", "-2147483648", Integer.MIN_VALUE),
        taken("int", "-0", 0),
        taken("long", "9223372036854775807", Long.MAX_VALUE),
        taken("long", MIN_LONG, Long.MIN_VALUE),
        taken("double", "5", 5d),
        taken("double", "0.1", 0.1),
        taken("double", "9007199254740993", 9007199254740992d),
        taken("double", "1e-999", 0d),
        taken("double", "1" + "0".repeat(300), 1e300),
        taken("float", "0.1", 0.1f),
        taken("float", "3.4028235e38", Float.MAX_VALUE),
        taken("decimal", "1.25", "1.25"),
        taken("decimal", "1.250", "1.25"),
        taken("decimal", "1e2", "100.00"),
        taken("decimal", "\"1.25\"", "1.25"),
        taken("decimal", "\"-1e2\"", "-100.00"),
        taken("decimal", "-999.99", "-999.99"),
        taken("decimal", "0e999999999", "0.00"),
        taken("decimal", "0." + "0".repeat(900), "0.00"),
        taken("boolean", "true", true),
        taken("boolean", "false", false),
        taken("string", "\"\"", ""),
        taken("string", "\"Żółw \\ud83d\\ude00 \\u0000\"", "Żółw \ud83d\ude00 \0"),
        taken("binary", "\"aGk=\"", "6869"),
        taken("binary", "\"\"", ""),
        taken("list", "[1,null,2]", List.of("1", "null", "2")),
        taken("list", "[]", List.of()),
        taken("map", "{\"a\":1,\"b\":null,\"\":3}", List.of("a=1", "b=null", "=3")),
        taken("map", "{}", List.of()),
        taken("struct", "{\"b\":[],\"a\":1,\"A\":2}", List.of("1")),
        taken("struct", "{}", List.of("null")));
  }

  static Stream<Arguments> times() {
    return Stream.of(
        time("timestamp", "2026-11-22T03:15:00Z", "2026-11-22T03:15:00Z"),
        time("timestamp", "2026-11-22 03:15:00Z", "2026-11-22T03:15:00Z"),
        time("timestamp", "2026-11-22T03:15Z", "2026-11-22T03:15:00Z"),
        time("timestamp", "2026-11-22T03:15+01:00", "2026-11-22T02:15:00Z"),
        time("timestamp", "2026-11-22T03:15:00-09:30", "2026-11-22T12:45:00Z"),
        time("timestamp", "2026-11-22T03:15:00.5Z", "2026-11-22T03:15:00.500Z"),
        time("timestamp", "2026-11-22T03:15:00.123456789Z", "2026-11-22T03:15:00.123456Z"),
        time("timestamp", "1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59.999999Z"),
        time("timestamp", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        time("timestamp", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
        time("timestamp", "2024-02-29T00:00:00+18:00", "2024-02-28T06:00:00Z"),
        time("time-de", "22.11.2026 03:15", "2026-11-22T03:15:00Z"),
        time("time-day", "2026-11-22", "2026-11-22T00:00:00Z"),
        time("time-zone", "2026-11-22 03:15:00 +01:00", "2026-11-22T02:15:00Z"),
        time("time-am", "Nov 2, 2026 3:15 PM", "2026-11-02T15:15:00Z"),
        Arguments.of("seconds", "1794280500", micros("2026-11-10T03:15:00Z")),
        Arguments.of("seconds", "1794280500.5", micros("2026-11-10T03:15:00.500Z")),
        Arguments.of("seconds", "-0.0000005", -1L),
        Arguments.of("seconds", "1e-999999999", 0L),
        Arguments.of("seconds", "-1e-999999999", -1L),
        Arguments.of("seconds", "0e5", 0L),
        Arguments.of("millis", "1794280500123", micros("2026-11-10T03:15:00.123Z")),
        Arguments.of("millis", "1794280500123.4567", micros("2026-11-10T03:15:00.123456Z")),
        Arguments.of("millis", "-1", -1000L),
        Arguments.of("micros", "1794280500123456", micros("2026-11-10T03:15:00.123456Z")),
        Arguments.of("micros", "1.794280500123456e15", micros("2026-11-10T03:15:00.123456Z")),
        Arguments.of(
            "localTimestamp", "\"2026-11-22T03:15:00.25\"", local("2026-11-22T03:15:00.25")),
        Arguments.of("localTimestamp", "\"2026-11-22 03:15\"", local("2026-11-22T03:15")),
        Arguments.of("date", "\"2026-11-22\"", day("2026-11-22")),
        Arguments.of("date", "\"2024-02-29\"", day("2024-02-29")),
        Arguments.of("date-de", "\"22.11.2026\"", day("2026-11-22")));
  }

  private static Arguments taken(String type, String json, Object value) {
    return Arguments.of(type, json, value);
  }

  private static Arguments time(String type, String text, String instant) {
    return Arguments.of(type, "\"" + text + "\"", micros(instant));
  }

  private static long micros(String instant) {
    Instant parsed = Instant.parse(instant);
    return parsed.getEpochSecond() * 1_000_000 + parsed.getNano() / 1000;
  }

  private static long local(String time) {
    return micros(LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toString());
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  @ParameterizedTest
  @MethodSource({"taken", "times"})
  void takes(String type, String json, Object value) {
    Decoded decoded = decode(type, json);
    assertThat(decoded).isInstanceOf(Decoded.Good.class);
    InternalRow row = ((Decoded.Good) decoded).row();
    assertThat(plain(row.get(0, SparkTypes.of(TYPES.get(type))))).isEqualTo(value);
  }

  private static Object plain(Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof ArrayData list) {
      return Stream.of(list.toObjectArray(DataTypes.LongType)).map(String::valueOf).toList();
    }
    if (value instanceof MapData map) {
      Object[] keys = map.keyArray().toObjectArray(DataTypes.StringType);
      Object[] values = map.valueArray().toObjectArray(DataTypes.LongType);
      return Stream.iterate(0, i -> i < keys.length, i -> i + 1)
          .map(i -> keys[i] + "=" + values[i])
          .toList();
    }
    if (value instanceof InternalRow row) {
      return List.of(String.valueOf(row.isNullAt(0) ? null : row.getLong(0)));
    }
    return value instanceof Number || value instanceof Boolean ? value : String.valueOf(value);
  }

  static Stream<Arguments> wrongTypes() {
    return Stream.of(
            wrong("int", "1.0", "1e3", "\"5\"", "true", "[]", "{}"),
            wrong("long", "1.0", "1e3", "\"5\"", "true"),
            wrong("double", "\"NaN\"", "\"1\"", "true", "\"Infinity\""),
            wrong("float", "\"NaN\"", "\"1\""),
            wrong("decimal", "\"\"", "\" 1\"", "\"+1\"", "\"1.\"", "\"007\"", "\"x\"", "true"),
            wrong("boolean", "\"true\"", "1", "0", "{}"),
            wrong("string", "5", "1.10", "true", "{}", "[\"a\"]"),
            wrong(
                "timestamp",
                "\"2026-11-22T03:15:00\"",
                "\"2026-11-22\"",
                "\"2026\"",
                "1794280500",
                "\"\"",
                "\"2026-11-22t03:15:00Z\"",
                "\"2026-11-22T03:15:00z\"",
                "\"2026-11-22T3:15:00Z\"",
                "\"2026-11-22T03:15:00.Z\"",
                "\"2026-11-22T03:15:00.1234567890Z\"",
                "\"2026-11-22T03:15:00+0100\"",
                "\"2026-11-22T03:15:00+01\"",
                "\"2026-11-22T03:15:00Z[UTC]\"",
                "\" 2026-11-22T03:15:00Z\"",
                "\"2026-11-22  03:15:00Z\"",
                "\"226-11-22T03:15:00Z\"",
                "\"22.11.2026\""),
            wrong("seconds", "\"1794280500\"", "true"),
            wrong("millis", "\"2026-11-22T03:15:00Z\""),
            wrong("localTimestamp", "\"2026-11-22T03:15:00Z\"", "\"2026-11-22T03:15+01:00\"", "5"),
            wrong("date", "\"2026-11-22T00:00:00Z\"", "20261122", "\"2026-11\"", "\"22.11.2026\""),
            wrong("time-de", "\"2026-11-22T03:15:00Z\"", "5", "\"22.11.2026 03:15 \""),
            wrong("date-de", "\"2026-11-22\"", "5", "\"22.11.26\""),
            wrong("binary", "\"aGk\"", "\"a-_=\"", "\"aG k=\"", "\"a\"", "5", "\"żżżż\""),
            wrong("list", "{}", "5", "\"[1]\"", "[\"a\"]"),
            wrong("map", "[]", "5", "{\"a\":\"b\"}"),
            wrong("struct", "[]", "\"{}\"", "{\"a\":\"b\"}"))
        .flatMap(s -> s);
  }

  private static Stream<Arguments> wrong(String type, String... values) {
    return Stream.of(values).map(json -> Arguments.of(type, json));
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void refusesAnotherType(String type, String json) {
    assertThat(decode(type, json))
        .isInstanceOfSatisfying(
            Decoded.Bad.class,
            bad -> {
              assertThat(bad.reason()).isEqualTo("wrong-type");
              assertThat(bad.column()).startsWith("c");
              assertThat(bad.detail()).startsWith("wanted ");
            });
  }

  static Stream<Arguments> outOfRange() {
    return Stream.of(
            wrong("int", "2147483648", "-2147483649", "9".repeat(30)),
            wrong("long", "9223372036854775808", MIN_LONG + "0", "9".repeat(2000)),
            wrong("double", "1e999", "-1e999", "1e99999999999"),
            wrong("float", "1e39", "-1e39", "1e999"),
            wrong(
                "decimal",
                "1.255",
                "1000",
                "1e3",
                "\"1.255\"",
                "1e999999999",
                "1e-999999999",
                "1e99999999999",
                "-1000.00",
                "1." + "0".repeat(1000)),
            wrong("decimal38", DIGITS_1000, DIGITS_1000 + "1"),
            wrong(
                "timestamp",
                "\"2026-02-30T00:00:00Z\"",
                "\"2025-02-29T00:00:00Z\"",
                "\"2026-13-01T00:00:00Z\"",
                "\"2026-00-01T00:00:00Z\"",
                "\"2026-11-22T24:00:00Z\"",
                "\"2026-11-22T23:60:00Z\"",
                "\"2026-11-22T23:59:60Z\"",
                "\"0000-01-01T00:00:00Z\"",
                "\"-0001-01-01T00:00:00Z\"",
                "\"10000-01-01T00:00:00Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "\"99999999999-01-01T00:00:00Z\"",
                "\"9999-12-31T23:59:59-01:00\"",
                "\"0001-01-01T00:00:00+01:00\"",
                "\"2026-11-22T03:15:00+18:01\"",
                "\"2026-11-22T03:15:00+01:60\""),
            wrong("seconds", "1e15", "-1e12", "1e999999999", "253402300800"),
            wrong("millis", "253402300800000", "-62135596800001"),
            wrong("micros", "9223372036854775807", "9".repeat(30)),
            wrong("localTimestamp", "\"2026-02-30T00:00:00\"", "\"0000-01-01T00:00\""),
            wrong("date", "\"2026-02-30\"", "\"0000-01-01\"", "\"10000-01-01\"", "\"2026-00-10\""),
            wrong(
                "time-de", "\"31.02.2026 03:15\"", "\"01.01.2026 24:00\"", "\"01.13.2026 00:00\""),
            wrong("date-de", "\"31.02.2026\"", "\"00.01.2026\"", "\"01.01.0000\""))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("outOfRange")
  void refusesWhatTheTypeCannotHold(String type, String json) {
    assertThat(decode(type, json))
        .isInstanceOfSatisfying(
            Decoded.Bad.class,
            bad -> {
              assertThat(bad.reason()).isEqualTo("out-of-range");
              assertThat(bad.column()).isEqualTo("c");
            });
  }

  @Test
  void hintsAtTheTypeThatWouldTakeIt() {
    assertThat(detail("timestamp", "\"2026-11-22T03:15:00\"")).endsWith("it is a localTimestamp");
    assertThat(detail("timestamp", "\"2026-11-22\"")).endsWith("for a day alone write date");
    assertThat(detail("timestamp", "1794280500")).contains("timestamp(millis)");
    assertThat(detail("localTimestamp", "\"2026-11-22T03:15Z\"")).endsWith("it is a timestamp");
    assertThat(detail("date", "\"2026-11-22T03:15Z\"")).endsWith("it is a timestamp");
  }

  private static String detail(String type, String json) {
    return ((Decoded.Bad) decode(type, json)).detail();
  }

  @Test
  void pathsLeadIntoListsMapsAndStructs() {
    ColumnType address = struct(column("zip", Primitive.STRING));
    ColumnType.Struct columns =
        struct(column("user", struct(column("address", new ColumnType.ListOf(address)))));
    Decoded decoded =
        new JsonDecoder(columns, 1000)
            .decode(
                "{\"user\":{\"address\":[{},null,{\"zip\":\"1\"},{\"zip\":5}]}}"
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(decoded)
        .isEqualTo(
            new Decoded.Bad(
                "wrong-type", "user.address[3].zip", "wanted string, found the number 5"));
    assertThat(((Decoded.Bad) decode("list", "[1,[]]")).column()).isEqualTo("c[1]");
    assertThat(((Decoded.Bad) decode("map", "{\"k\":1,\"l'm\":[]}")).column())
        .isEqualTo("c['l'm']");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void variantsTakeWhateverIsWellFormed(String json, String shown) {
    InternalRow row = ((Decoded.Good) decode("variant", json)).row();
    VariantVal value = (VariantVal) row.get(0, DataTypes.VariantType);
    assertThat(new Variant(value.getValue(), value.getMetadata()).toJson(ZoneOffset.UTC))
        .isEqualTo(shown);
  }

  static Stream<Arguments> variants() {
    return Stream.of(
        Arguments.of("5", "5"),
        Arguments.of("\"ż\"", "\"ż\""),
        Arguments.of("[]", "[]"),
        Arguments.of("true", "true"),
        Arguments.of(
            "{\"b\":[1,null,{\"c\":1.10}],\"a\":{}}", "{\"a\":{},\"b\":[1,null,{\"c\":1.1}]}"),
        Arguments.of("12345678901234567890", "12345678901234567890"),
        Arguments.of("1e3", "1000.0"),
        Arguments.of(
            "0.12345678901234567890123456789012345678", "0.12345678901234567890123456789012345678"),
        Arguments.of("1" + "0".repeat(40), "1.0E40"));
  }

  @Test
  void variantsRefuseWhatTheyCannotHold() {
    assertThat(((Decoded.Bad) decode("variant", "[1e999]")).reason()).isEqualTo("out-of-range");
    assertThat(((Decoded.Bad) decode("variant", "{\"a\":1,\"a\":2}")).reason())
        .isEqualTo("duplicate");
    assertThat(((Decoded.Bad) decode("variant", "[\"\\ud800\"]")).reason()).isEqualTo("not-utf8");
    InternalRow row = ((Decoded.Good) decode("variant", "null")).row();
    assertThat(row.isNullAt(0)).isTrue();
  }
}
