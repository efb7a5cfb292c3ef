package dev.tidemill.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.check.Explanations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rooms below say with a code, {@code check --explain} can explain. */
class CodesTest {

  private static final Pattern SAID_WITH_A_CODE =
      Pattern.compile(
          "(?:new EngineException|Problems\\.(?:error|warning)|\\bFault\\.of)\\(\\s*\"([a-z-]+)\"");

  @ParameterizedTest
  @ValueSource(strings = {"engine", "runtime"})
  void areExplained(String room) throws IOException {
    Set<String> codes = new TreeSet<>();
    Path sources = Path.of(System.getProperty("tidemill.home"), room, "src/main/java");
    try (var files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher matcher = SAID_WITH_A_CODE.matcher(Files.readString(file));
        while (matcher.find()) {
          codes.add(matcher.group(1));
        }
      }
    }

    assertThat(codes).hasSizeGreaterThan(3).isSubsetOf(Explanations.all().keySet());
  }
}
