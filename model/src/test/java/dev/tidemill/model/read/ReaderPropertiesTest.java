package dev.tidemill.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a file holds, reading it ends with findings inside its text. */
class ReaderPropertiesTest {

  private static final List<String> FILES =
      List.of("approvals", "clickstream", "customers", "invoices", "telemetry", "twenty-mistakes");
  private static final List<String> SNIPPETS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          ",",
          "#",
          "'",
          "\"",
          "${",
          "${x}",
          "$${",
          "&a ",
          "*a",
          "!!t ",
          "<<: ",
          "---\n",
          "...\n",
          "|\n",
          ">\n",
          "? ",
          "- ",
          "\n",
          "\t",
          "  ",
          "null",
          "~",
          "\\",
          "%",
          "\uD83D\uDE00",
          "\u00e9",
          "stages:\n",
          "x-",
          "{}",
          "[]",
          "\r\n",
          "required",
          "source: ",
          "@");

  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("reader");
    Reads.samples(folder, "approvals.ndjson", "users.ndjson", "bad-users.ndjson");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A place in a file as a share of it, what is cut there, and what is put there. */
  record Change(double place, int cut, String put) {

    String of(String text) {
      int at = (int) (place * text.length());
      int end = Math.min(text.length(), at + cut);
      return text.substring(0, at) + put + text.substring(end);
    }
  }

  @Provide
  Arbitrary<String> mutations() {
    Arbitrary<Change> change =
        Combinators.combine(
                Arbitraries.doubles().between(0, 1),
                Arbitraries.of(0, 0, 1, 2, 5, 40, 400),
                Arbitraries.of(SNIPPETS))
            .as(Change::new);
    return Combinators.combine(Arbitraries.of(FILES), change.list().ofMinSize(1).ofMaxSize(4))
        .as(
            (file, changes) -> {
              String text = Reads.resource(file + ".yaml");
              for (Change each : changes) {
                text = each.of(text);
              }
              // A cut may halve a character of two chars.
              return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            });
  }

  @Property(tries = 1500, shrinking = ShrinkingMode.BOUNDED)
  void findsItsWayThroughAnyMutation(@ForAll("mutations") String text) {
    for (String stage : List.of("local", "prod")) {
      Checked checked = Reads.text(folder, text, stage, Map.of());
      check(checked, text);
    }
  }

  @Property(tries = 300)
  void findsItsWayThroughAnyBytes(@ForAll byte[] bytes) {
    try {
      Path file = folder.resolve("bytes.yaml");
      Files.write(file, bytes);
      Checked checked =
          new DefinitionReader(new TestKinds(), name -> null, Reads.NOON)
              .read(file, "local", Map.of());
      assertThat(checked.findings()).isNotEmpty();
      check(checked, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 100)
  void saysTheSameEachTime(@ForAll("mutations") String text) {
    Checked first = Reads.text(folder, text);
    Checked second = Reads.text(folder, text);

    assertThat(second.findings()).isEqualTo(first.findings());
    assertThat(second.resolved()).isEqualTo(first.resolved());
  }

  private static void check(Checked checked, String text) {
    boolean errors = checked.findings().stream().anyMatch(Finding::isError);
    assertThat(checked.pipeline().isPresent()).isNotEqualTo(errors);
    String[] lines = text.split("\r\n|\r|\n", -1);
    for (Finding finding : checked.findings()) {
      Position position = finding.position();
      assertThat(position.line()).isBetween(1, lines.length);
      assertThat(position.endLine()).isBetween(position.line(), lines.length);
      String line = lines[position.line() - 1];
      assertThat(position.column()).isBetween(1, line.codePointCount(0, line.length()) + 2);
      assertThat(finding.message()).isNotBlank().doesNotContain("\n");
      assertThat(finding.hint()).doesNotContain("\n");
    }
  }
}
