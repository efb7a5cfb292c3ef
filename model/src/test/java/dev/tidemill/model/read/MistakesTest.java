package dev.tidemill.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.Finding;
import dev.tidemill.model.check.FindingsText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mistakes and what is said about them. Each case of mistakes.txt is a name, a definition and,
 * after an arrow, the findings expected: place, code, message and hint.
 */
class MistakesTest {

  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> findsEachMistake() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String part : Reads.resource("mistakes.txt").split("(?m)^=== ", -1)) {
      if (!part.isBlank()) {
        int line = part.indexOf('\n');
        String[] halves = part.substring(line + 1).split("(?m)^--->\n", -1);
        tests.add(
            DynamicTest.dynamicTest(
                part.substring(0, line), () -> check(halves[0], halves[1].strip())));
      }
    }
    return tests;
  }

  private void check(String definition, String expected) {
    Checked checked = Reads.text(folder, definition);
    List<String> lines = new ArrayList<>(FindingsText.lines(checked.findings()));
    if (!lines.isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    String text = String.join("\n", lines).replace(folder + "/pipeline.yaml:", "");
    assertThat(text).isEqualTo(expected);
  }

  @Test
  void mergesNoFindingsOfDifferentPlaces() {
    Checked checked =
        Reads.text(folder, "pipeline: a\nstreams:\n  b: { colums: {} }\n  c: { colums: {} }\n");

    assertThat(checked.findings())
        .extracting(Finding::code)
        .containsExactly("missing-key", "unknown-key", "missing-key", "unknown-key");
  }

  @Test
  void givesTheTextToPutInPlaceWhereItIsCertain() {
    Checked checked = Reads.text(folder, "pipeline: a\ntabels: {}\n");

    Finding finding = checked.findings().get(0);
    assertThat(finding.replacement()).contains("tables");
    assertThat(finding.position().endColumn()).isEqualTo(7);
    assertThat(finding.path()).isEqualTo("tabels");
    assertThat(finding.value()).isEqualTo("tabels");
  }

  @Test
  void readsSqlFromFilesAndBlamesThem() throws Exception {
    Files.writeString(folder.resolve("totals.sql"), "SELECT *\nFROM a WHERE b = ${nobody}\n");
    String text =
        """
        pipeline: a
        streams: { a: { columns: { b: int } } }
        tables: { t: {} }
        jobs:
          j:
            nodes:
              a: { source: stream, stream: a }
              q: { transform: sql, input: a, query: { file: totals.sql } }
              t: { target: table, input: q, table: t }
        """;

    Finding finding = Reads.text(folder, text).findings().get(0);

    assertThat(finding.code()).isEqualTo("unknown-parameter");
    assertThat(finding.position()).hasToString(folder.toAbsolutePath() + "/totals.sql:2:18");
  }

  @Test
  void refusesUnknownStagesAndOptions() {
    Checked checked =
        Reads.text(
            folder,
            "pipeline: a\nparameters: { days: 3 }\nbuild: x${days}\nstages: { prod: {} }\n",
            "prd",
            Map.of("day", "4"));

    assertThat(FindingsText.lines(checked.findings()))
        .contains(
            "--set day:1:1  [unknown-parameter] no parameter 'day'",
            "    did you mean 'days'?",
            folder + "/pipeline.yaml:4:1  [unknown-name] no stage 'prd'",
            "    did you mean 'prod'?");
  }
}
