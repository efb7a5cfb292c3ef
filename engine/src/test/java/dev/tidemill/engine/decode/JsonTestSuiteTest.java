package dev.tidemill.engine.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.ColumnType.Primitive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of JSONTestSuite, each as the value of a field that no column is made of. */
class JsonTestSuiteTest {

  private static final JsonDecoder DECODER =
      new JsonDecoder(Columns.struct(Columns.column("a", Primitive.STRING)), 1 << 20);

  private static final Map<String, byte[]> FILES = files();

  static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    try (InputStream resource = JsonTestSuiteTest.class.getResourceAsStream("JSONTestSuite.zip");
        ZipInputStream zip = new ZipInputStream(resource)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".json")) {
          files.put(entry.getName().replaceFirst(".*/", ""), zip.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return files;
  }

  private static Decoded decode(String file) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes("{\"unlisted\":".getBytes(StandardCharsets.UTF_8));
    message.writeBytes(FILES.get(file));
    message.writeBytes(",\"a\":\"b\"}".getBytes(StandardCharsets.UTF_8));
    return DECODER.decode(message.toByteArray());
  }

  static Stream<String> valid() {
    return FILES.keySet().stream().filter(name -> name.startsWith("y_"));
  }

  static Stream<String> invalid() {
    return FILES.keySet().stream().filter(name -> name.startsWith("n_"));
  }

  @Test
  void isWhole() {
    assertThat(FILES).hasSize(318);
    assertThat(valid()).hasSize(95);
    assertThat(invalid()).hasSize(188);
  }

  @ParameterizedTest
  @MethodSource("valid")
  void takes(String file) {
    assertThat(decode(file)).isInstanceOf(Decoded.Good.class);
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refuses(String file) {
    assertThat(decode(file)).isInstanceOf(Decoded.Bad.class);
  }

  /** What RFC 8259 leaves open. */
  static Stream<Arguments> leftOpen() {
    return FILES.keySet().stream()
        .filter(name -> name.startsWith("i_"))
        .map(name -> Arguments.of(name, verdict(name)));
  }

  private static String verdict(String file) {
    return switch (file) {
      case "i_structure_500_nested_arrays.json" -> "too-deep";
      case "i_structure_UTF-8_BOM_empty_object.json",
          "i_string_utf16BE_no_BOM.json",
          "i_string_utf16LE_no_BOM.json" ->
          "not-json";
      case "i_string_UTF-16LE_with_BOM.json",
          "i_string_UTF-8_invalid_sequence.json",
          "i_string_UTF8_surrogate_U+D800.json",
          "i_string_invalid_utf-8.json",
          "i_string_iso_latin_1.json",
          "i_string_lone_utf8_continuation_byte.json",
          "i_string_not_in_unicode_range.json",
          "i_string_overlong_sequence_2_bytes.json",
          "i_string_overlong_sequence_6_bytes.json",
          "i_string_overlong_sequence_6_bytes_null.json",
          "i_string_truncated-utf-8.json" ->
          "not-utf8";
      // Numbers of any size, and halves of surrogate pairs written as escapes.
      default -> "taken";
    };
  }

  @ParameterizedTest
  @MethodSource("leftOpen")
  void decidesWhatIsLeftOpen(String file, String verdict) {
    Decoded decoded = decode(file);
    assertThat(decoded instanceof Decoded.Bad bad ? bad.reason() : "taken").isEqualTo(verdict);
  }
}
