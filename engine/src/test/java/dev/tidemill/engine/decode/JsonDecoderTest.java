package dev.tidemill.engine.decode;

import static dev.tidemill.engine.decode.Columns.column;
import static dev.tidemill.engine.decode.Columns.required;
import static dev.tidemill.engine.decode.Columns.struct;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.ColumnType.Primitive;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as a whole: what is in which column is the matter of {@link ColumnValuesTest}. */
class JsonDecoderTest {

  private static final ColumnType.Struct COLUMNS =
      struct(
          column("a", Primitive.STRING),
          column("n", Primitive.LONG),
          column("tags", new ColumnType.MapOf(Primitive.LONG)),
          column("user", struct(column("name", Primitive.STRING))));

  private static Decoded decode(ColumnType.Struct columns, byte[] message) {
    return new JsonDecoder(columns, 1 << 20).decode(message);
  }

  private static Decoded decode(String message) {
    return decode(COLUMNS, message.getBytes(StandardCharsets.UTF_8));
  }

  private static Decoded.Bad bad(String message) {
    return (Decoded.Bad) decode(message);
  }

  private static void assertBad(Decoded decoded, String reason, String column, String detail) {
    assertThat(decoded).isEqualTo(new Decoded.Bad(reason, column, detail));
  }

  @Test
  void nothingIsEmpty() {
    assertBad(decode(COLUMNS, null), "empty", null, "the message is null");
    assertBad(decode(""), "empty", null, "the message has 0 blank bytes");
    assertBad(decode(" \r\n\t"), "empty", null, "the message has 4 blank bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"b\"}",
        " \n{ \"a\" : \"b\" }\r\n\t ",
        "{}",
        "{\"unlisted\":[1,{\"a\":null}],\"A\":5}",
        "{\"unlisted\":1,\"unlisted\":2}",
        "{\"unlisted\":\"\\ud800\",\"\\udc00\":1}",
        "{\"a\":null,\"n\":null,\"tags\":null,\"user\":null}"
      })
  void takes(String message) {
    assertThat(decode(message)).isInstanceOf(Decoded.Good.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"a\":\"b\"",
        "{\"a\":\"b",
        "{\"a\"",
        "{\"a\":\"\t\"}",
        "{/* c */}",
        "{\"a\":\"b\",}",
        "{'a':\"b\"}",
        "{\"a\":'b'}",
        "{\"x\":tru}",
        "{\"x\":007}",
        "{\"x\":+5}",
        "{\"x\":NaN}",
        "{\"x\":-Infinity}",
        "{\"n\":NaN}",
        "{\"a\":\"b\"}}",
        "{\"a\":\"b\"} garbage",
        "{\"a\":\"b\"}{\"a\":\"c\"}",
        "{\"a\":\"b\"},",
        "\ufeff{\"a\":\"b\"}",
        "tru",
        "# {}"
      })
  void refusesWhatIsNoJson(String message) {
    assertThat(bad(message).reason()).isEqualTo("not-json");
    assertThat(bad(message).column()).isNull();
  }

  @Test
  void saysAtWhichByteJsonEnds() {
    assertThat(bad("{\"x\":007}").detail()).isEqualTo("not JSON at byte 6: '07}'");
    assertThat(bad("{\"ż\":1} x").detail()).isEqualTo("not JSON at byte 9: 'x'");
    assertThat(bad("{\"a\":\"b\"").detail()).isEqualTo("ends too early, after byte 8");
  }

  @Test
  void refusesUtf16() {
    for (var charset :
        new java.nio.charset.Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
      Decoded decoded = decode(COLUMNS, "{\"a\":\"b\"}".getBytes(charset));
      assertThat(((Decoded.Bad) decoded).reason()).isEqualTo("not-json");
    }
  }

  @Test
  void refusesBytesThatAreNotUtf8Anywhere() {
    byte[] value = "{\"a\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    value[6] = (byte) 0xff;
    assertBad(decode(COLUMNS, value), "not-utf8", null, "not UTF-8 at byte 6: 0xff");
    byte[] unlisted = "{\"x\":[\"?\"]}".getBytes(StandardCharsets.UTF_8);
    unlisted[7] = (byte) 0xc0;
    assertBad(decode(COLUMNS, unlisted), "not-utf8", null, "not UTF-8 at byte 7: 0xc0");
    byte[] after = "{} ?".getBytes(StandardCharsets.UTF_8);
    after[3] = (byte) 0x80;
    assertBad(decode(COLUMNS, after), "not-utf8", null, "not UTF-8 at byte 3: 0x80");
  }

  @Test
  void refusesHalfASurrogatePairInAListedColumn() {
    assertThat(bad("{\"a\":\"x\\ud800\"}").reason()).isEqualTo("not-utf8");
    assertThat(bad("{\"a\":\"\\udc00\\ud800\"}").reason()).isEqualTo("not-utf8");
    assertThat(bad("{\"tags\":{\"\\ud800\":1}}").reason()).isEqualTo("not-utf8");
    assertThat(decode("{\"a\":\"\\ud83d\\ude00\"}")).isInstanceOf(Decoded.Good.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "-1.5e3", "\"text\"", "true", "[{\"a\":\"b\"}]", "[]"})
  void refusesWhatIsNoObject(String message) {
    assertThat(bad(message).reason()).isEqualTo("not-an-object");
  }

  @Test
  void refusesAListedNameTwice() {
    assertBad(decode("{\"a\":\"b\",\"a\":\"b\"}"), "duplicate", "a", "the column comes twice");
    assertBad(decode("{\"a\":null,\"a\":null}"), "duplicate", "a", "the column comes twice");
    assertBad(
        decode("{\"user\":{\"name\":\"b\",\"name\":\"c\"}}"),
        "duplicate",
        "user.name",
        "the column comes twice");
    assertBad(
        decode("{\"tags\":{\"k\":1,\"\\u006b\":2}}"),
        "duplicate",
        "tags['k']",
        "the key 'k' comes twice");
  }

  @Test
  void namesAMissingColumnAndTheOneThatDiffersByCase() {
    ColumnType.Struct columns =
        struct(required("userId", Primitive.STRING), required("n", Primitive.LONG));
    JsonDecoder decoder = new JsonDecoder(columns, 100);
    assertBad(
        decoder.decode("{\"userid\":\"x\",\"n\":1}".getBytes(StandardCharsets.UTF_8)),
        "missing",
        "userId",
        "required, but absent; the message has 'userid': names are case-exact");
    assertBad(
        decoder.decode("{\"userId\":\"x\",\"n\":null}".getBytes(StandardCharsets.UTF_8)),
        "missing",
        "n",
        "required, but null");
  }

  @Test
  void theFirstFaultDecidesAndWhatIsMissingComesLast() {
    ColumnType.Struct columns =
        struct(
            required("id", Primitive.LONG),
            column("a", Primitive.STRING),
            column("lines", new ColumnType.ListOf(struct(required("sku", Primitive.STRING)))));
    JsonDecoder decoder = new JsonDecoder(columns, 1000);
    assertThat(reason(decoder, "{\"a\":5,\"id\":\"x\"}")).isEqualTo("wrong-type a");
    assertThat(reason(decoder, "{\"lines\":[{}],\"a\":5}")).isEqualTo("wrong-type a");
    assertThat(reason(decoder, "{\"lines\":[{}]} x")).isEqualTo("not-json null");
    assertThat(reason(decoder, "{\"lines\":[{\"sku\":\"s\"},null,{}]}"))
        .isEqualTo("missing lines[2].sku");
    assertThat(reason(decoder, "{\"a\":5,")).isEqualTo("wrong-type a");
    assertThat(reason(decoder, "{\"lines\":[")).isEqualTo("not-json null");
  }

  @Test
  void aFaultBeforeBadUtf8Decides() {
    byte[] message = "{\"a\":5,\"x\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    message[message.length - 3] = (byte) 0xff;
    assertThat(((Decoded.Bad) decode(COLUMNS, message)).reason()).isEqualTo("wrong-type");
  }

  private static String reason(JsonDecoder decoder, String message) {
    Decoded.Bad bad = (Decoded.Bad) decoder.decode(message.getBytes(StandardCharsets.UTF_8));
    return bad.reason() + " " + bad.column();
  }

  @Test
  void takesTwoHundredLevelsAndNoMore() {
    String inner = "[".repeat(199) + "]".repeat(199);
    assertThat(decode("{\"x\":" + inner + "}")).isInstanceOf(Decoded.Good.class);
    assertBad(decode("{\"x\":[" + inner + "]}"), "too-deep", null, "more than 200 levels");
    Decoded variant =
        decode(
            struct(column("v", Primitive.VARIANT)),
            ("{\"v\":[" + inner + "]}").getBytes(StandardCharsets.UTF_8));
    assertBad(variant, "too-deep", "v" + "[0]".repeat(199), "more than 200 levels");
  }

  @ParameterizedTest
  @CsvSource({"51200, ", "51201, too-large"})
  void takesNamesOfFiftyKilobytes(int length, String reason) {
    Decoded decoded = decode("{\"" + "n".repeat(length) + "\":1}");
    assertThat(decoded instanceof Decoded.Bad bad ? bad.reason() : null).isEqualTo(reason);
    Decoded wide =
        decode("{\"" + "ż".repeat(length / 2) + "nn".substring(2 - length % 2) + "\":1}");
    assertThat(wide instanceof Decoded.Bad bad ? bad.reason() : null).isEqualTo(reason);
  }

  @Test
  void refusesMessagesAboveTheStreamsMaximum() {
    byte[] message = "{\"a\":\"bcd\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(new JsonDecoder(COLUMNS, message.length).decode(message))
        .isInstanceOf(Decoded.Good.class);
    assertBad(
        new JsonDecoder(COLUMNS, message.length - 1).decode(message),
        "too-large",
        null,
        "the message has 11 bytes, more than maxMessage, 10");
  }

  @Test
  void cutsValuesAndDetails() {
    String value = "żółw".repeat(100);
    Decoded.Bad bad = bad("{\"n\":\"" + value + "\"}");
    assertThat(bad.detail())
        .isEqualTo("wanted long, found the text '" + value.substring(0, 39) + "…'");
    String name = "x".repeat(300);
    Decoded.Bad long_ =
        (Decoded.Bad)
            decode(
                struct(required(name, Primitive.STRING)),
                ("{\"" + name.toUpperCase(java.util.Locale.ROOT) + "\":1}")
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(long_.detail()).hasSizeLessThanOrEqualTo(200);
    assertThat(long_.column()).isEqualTo(name);
  }

  @Test
  void quotesOddNamesInPaths() {
    ColumnType.Struct columns = struct(column("a-b", struct(column("c`d", Primitive.LONG))));
    assertThat(
            ((Decoded.Bad)
                    decode(columns, "{\"a-b\":{\"c`d\":true}}".getBytes(StandardCharsets.UTF_8)))
                .column())
        .isEqualTo("`a-b`.`c``d`");
  }

  @Test
  void oneDecoderServesManyThreads() {
    JsonDecoder decoder = new JsonDecoder(COLUMNS, 1000);
    long good =
        Arrays.stream(new int[10_000])
            .parallel()
            .mapToObj(i -> decoder.decode("{\"n\":1,\"x\":[2]}".getBytes(StandardCharsets.UTF_8)))
            .filter(Decoded.Good.class::isInstance)
            .count();
    assertThat(good).isEqualTo(10_000);
  }
}
