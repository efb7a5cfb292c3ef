package dev.tidemill.engine.encode;

import static dev.tidemill.engine.decode.Columns.column;
import static dev.tidemill.engine.decode.Columns.date;
import static dev.tidemill.engine.decode.Columns.iso;
import static dev.tidemill.engine.decode.Columns.required;
import static dev.tidemill.engine.decode.Columns.struct;
import static dev.tidemill.engine.decode.Columns.time;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.decode.Decoded;
import dev.tidemill.engine.decode.JsonDecoder;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.ColumnType.Primitive;
import dev.tidemill.model.ColumnType.TimestampFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

class JsonEncoderTest {

  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final List<ColumnType> TYPES =
      List.of(
          Primitive.STRING,
          Primitive.BOOLEAN,
          Primitive.BINARY,
          Primitive.INT,
          Primitive.LONG,
          Primitive.FLOAT,
          Primitive.DOUBLE,
          new ColumnType.Decimal(38, 10),
          iso(),
          time(TimestampFormat.SECONDS),
          time(TimestampFormat.MILLIS),
          time(TimestampFormat.MICROS),
          time("yyyy/MM/dd HH:mm:ss"),
          Primitive.LOCAL_TIMESTAMP,
          date(),
          date("dd.MM.yyyy"),
          new ColumnType.ListOf(Primitive.STRING),
          new ColumnType.MapOf(Primitive.LONG),
          struct(column("camelCase", Primitive.INT), column("b", Primitive.STRING)));

  private static final ColumnType.Struct COLUMNS = columns();

  private static ColumnType.Struct columns() {
    List<ColumnType.Column> columns = new ArrayList<>();
    TYPES.forEach(type -> columns.add(column("c" + columns.size(), type)));
    return new ColumnType.Struct(columns);
  }

  @Provide
  Arbitrary<List<Object>> rows() {
    Arbitrary<UTF8String> texts =
        Arbitraries.strings()
            .all()
            .ofMaxLength(10)
            .filter(text -> UTF_8.newEncoder().canEncode(text))
            .map(UTF8String::fromString);
    Arbitrary<Long> micros =
        Combinators.combine(
                Arbitraries.longs().between(FIRST_SECOND, LAST_SECOND),
                Arbitraries.longs().between(0, 999_999))
            .as((seconds, part) -> seconds * 1_000_000 + part);
    Arbitrary<Long> seconds =
        Arbitraries.longs().between(FIRST_SECOND, LAST_SECOND).map(s -> s * 1_000_000);
    Arbitrary<Integer> days = Arbitraries.integers().between(-719_162, 2_932_896);
    List<Arbitrary<?>> values =
        List.of(
            texts,
            Arbitraries.of(true, false),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(9),
            Arbitraries.integers(),
            Arbitraries.longs(),
            Arbitraries.floats(),
            Arbitraries.doubles(),
            Arbitraries.bigDecimals()
                .between(BigDecimal.TEN.pow(27).negate(), BigDecimal.TEN.pow(27))
                .ofScale(10)
                .map(JsonEncoderTest::decimal),
            micros,
            micros,
            micros,
            micros,
            seconds,
            micros,
            days,
            days,
            texts.injectNull(0.2).list().ofMaxSize(3).map(l -> new GenericArrayData(l.toArray())),
            Arbitraries.longs().injectNull(0.2).map(JsonEncoderTest::map),
            Combinators.combine(Arbitraries.integers().injectNull(0.3), texts.injectNull(0.3))
                .as((a, b) -> new GenericInternalRow(new Object[] {a, b})));
    List<Arbitrary<Object>> all = new ArrayList<>();
    values.forEach(value -> all.add(value.map(v -> (Object) v).injectNull(0.15)));
    return Combinators.combine(all).as(row -> row);
  }

  private static Decimal decimal(BigDecimal value) {
    return Decimal.apply(value, 38, 10);
  }

  private static ArrayBasedMapData map(Long value) {
    return new ArrayBasedMapData(
        new GenericArrayData(new Object[] {UTF8String.fromString("a\"b")}),
        new GenericArrayData(new Object[] {value}));
  }

  @Property(tries = 500)
  void givesWhatTheDecoderTakesBackEqual(@ForAll("rows") List<Object> values) {
    byte[] message = encoder(COLUMNS).encode(row(values.toArray()));
    Decoded decoded = new JsonDecoder(COLUMNS, 1 << 20).decode(message);
    assertThat(decoded).as(new String(message, UTF_8)).isInstanceOf(Decoded.Good.class);
    InternalRow back = ((Decoded.Good) decoded).row();
    assertThat(encoder(COLUMNS).encode(back)).isEqualTo(message);
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      assertThat(back.isNullAt(i)).isEqualTo(value == null);
      if (value instanceof Long || value instanceof Integer || value instanceof Double) {
        assertThat(((GenericInternalRow) back).values()[i]).isEqualTo(value);
      }
    }
  }

  @Example
  void leavesNullColumnsOutAndKeepsNamesAsTheyAre() {
    ColumnType.Struct columns =
        struct(column("firstName", Primitive.STRING), column("Last", Primitive.STRING));
    byte[] message = encoder(columns).encode(row(null, UTF8String.fromString("ż")));
    assertThat(new String(message, UTF_8)).isEqualTo("{\"Last\":\"ż\"}");
  }

  @Example
  void writesTimesAsTheColumnHasThem() {
    ColumnType.Struct columns =
        struct(
            column("iso", iso()),
            column("seconds", time(TimestampFormat.SECONDS)),
            column("pattern", time("yyyy-MM-dd HH:mm")));
    byte[] message = encoder(columns).encode(row(1_500_000L, 1_500_000L, 60_000_000L));
    assertThat(new String(message, UTF_8))
        .isEqualTo(
            "{\"iso\":\"1970-01-01T00:00:01.500Z\",\"seconds\":1.5,"
                + "\"pattern\":\"1970-01-01 00:01\"}");
  }

  @Example
  void refusesWhatNoMessageCanHold() {
    assertUnsendable(Primitive.DOUBLE, Double.NaN, "column 'a': JSON has no NaN");
    assertUnsendable(Primitive.FLOAT, Float.POSITIVE_INFINITY, "column 'a': JSON has no Infinity");
    assertUnsendable(
        iso(),
        (LAST_SECOND + 1) * 1_000_000,
        "column 'a': +10000-01-01T00:00 is not in the years 1 to 9999");
    assertUnsendable(
        Primitive.STRING,
        UTF8String.fromBytes(new byte[] {'x', (byte) 0xff}),
        "column 'a': a text is not UTF-8: x\ufffd");
    assertUnsendable(
        struct(required("b", Primitive.INT)),
        row((Object) null),
        "column 'a.b' is required, but null");
  }

  @Example
  void refusesAMessageThatIsTooLarge() {
    JsonEncoder small = new JsonEncoder(struct(column("a", Primitive.INT)), 8);
    assertThat(small.encode(row(12))).hasSize(8);
    assertThatThrownBy(() -> small.encode(row(123)))
        .isInstanceOf(Unsendable.class)
        .hasMessage("a message of 9 bytes is larger than maxMessage, 8");
  }

  private static void assertUnsendable(ColumnType type, Object value, String message) {
    assertThatThrownBy(() -> encoder(struct(column("a", type))).encode(row(value)))
        .isInstanceOf(Unsendable.class)
        .hasMessage(message);
  }

  private static JsonEncoder encoder(ColumnType.Struct columns) {
    return new JsonEncoder(columns, 1 << 20);
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }
}
