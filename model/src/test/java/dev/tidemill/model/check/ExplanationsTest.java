package dev.tidemill.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExplanationsTest {

  private static final Pattern KEBAB = Pattern.compile("\"([a-z]+[0-9]*(?:-[a-z0-9]+)+)\"");
  private static final Set<String> NO_CODES = Set.of("msk-serverless");

  @Test
  void explainsEveryCodeThatTheReaderUses() throws IOException {
    Set<String> codes = new TreeSet<>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        Matcher matcher = KEBAB.matcher(Files.readString(file));
        while (matcher.find()) {
          codes.add(matcher.group(1));
        }
      }
    }
    codes.removeAll(NO_CODES);

    assertThat(codes).hasSizeGreaterThan(50).isSubsetOf(Explanations.all().keySet());
  }

  @Test
  void explainsTheCodesThatOthersUse() {
    assertThat(
            List.of(
                "nullable", "type-mismatch", "build-failed", "not-as-expected", "sample-invalid"))
        .allSatisfy(code -> assertThat(Explanations.of(code)).isPresent());
    assertThat(Explanations.of("no-such-code")).isEmpty();
  }

  @Test
  void theReferencePageListsTheSameCodes() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("tidemill.home"), "docs", "definition.md"));
    Matcher code =
        Pattern.compile("`([a-z0-9-]+)`").matcher(page.substring(page.indexOf("| codes |")));

    assertThat(code.results().map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(Explanations.all().keySet());
  }

  @Test
  void speaksInSentences() {
    assertThat(Explanations.all().values()).allMatch(text -> text.endsWith("."));
  }
}
