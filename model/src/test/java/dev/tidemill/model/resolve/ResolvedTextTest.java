package dev.tidemill.model.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.Pipeline;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.Reads;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolvedTextTest {

  @TempDir Path folder;

  @BeforeEach
  void samples() {
    Reads.samples(folder, "approvals.ndjson", "users.ndjson", "bad-users.ndjson");
  }

  private String resolved(String text, String stage) {
    Checked checked = Reads.text(folder, text, stage, Map.of());
    assertThat(checked.findings()).noneMatch(finding -> finding.isError());
    return checked.resolved().orElseThrow();
  }

  @Test
  void writesDefaultsShorthandsAndParametersOut() {
    String text = resolved(Reads.resource("approvals.yaml"), "prod");

    assertThat(text)
        .contains("parameters:\n  reminderAfterDays:\n    default: 5\n")
        .contains("    partitionKey:\n      userId: string\n")
        .contains("    retention: 7d\n")
        .contains("      executionTime: long comment 'milliseconds'\n")
        .contains("        expect: error\n")
        .contains("      REMINDER_AFTER_DAYS: 5\n")
        .contains("        input: finished\n")
        .contains("          windowStart: ${batch.start}\n")
        .contains("        mode: append\n")
        .contains("aws:\n  region: eu-central-1\n")
        .doesNotContain("stages:");
  }

  @Test
  void canBeReadAgainAsTheSameDefinition() {
    String first = resolved(Reads.resource("approvals.yaml"), "prod");
    Pipeline pipeline = Reads.text(folder, first).pipeline().orElseThrow();

    assertThat(resolved(first, "local")).isEqualTo(first);
    assertThat(pipeline.parameters()).containsEntry("reminderAfterDays", 5L);
  }

  @Test
  void showsNoSecret() {
    String text =
        """
        pipeline: shop
        functions:
          Pay: { handler: a.Pay, code: a.jar, environment: { KEY: "k-${secret:pay-key}", RAW: "$${x}" } }
        rehearsal: { secrets: { pay-key: not-to-be-seen } }
        """;

    String resolved = resolved(text, "local");

    assertThat(resolved)
        .contains("KEY: \"k-${secret:pay-key}\"".replace("\"", ""))
        .doesNotContain("not-to-be-seen");
    assertThat(resolved(resolved.replace("***", "other"), "local")).contains("RAW: $${x}");
  }

  @Test
  void quotesWhatYamlWouldReadOtherwise() {
    assertThat(YamlTexts.scalar(new ResolvedText.Shown("a: b"))).isEqualTo("\"a: b\"");
    assertThat(YamlTexts.scalar(new ResolvedText.Shown(""))).isEqualTo("\"\"");
    assertThat(YamlTexts.scalar(new ResolvedText.Shown("null"))).isEqualTo("\"null\"");
    assertThat(YamlTexts.scalar(new ResolvedText.Shown("a\tb\u0001")))
        .isEqualTo("\"a\\tb\\u0001\"");
    assertThat(YamlTexts.scalar(new ResolvedText.Shown("a #b"))).isEqualTo("\"a #b\"");
    assertThat(YamlTexts.scalar("12")).isEqualTo("\"12\"");
    assertThat(YamlTexts.scalar(12L)).isEqualTo("12");
  }
}
