package dev.tidemill.aws.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemill.aws.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudFormation's own schemas find nothing; a wrong word of an enumeration counts, too. */
class ValidatorTest {

  private static final Path HOME = Path.of(System.getProperty("tidemill.home"), "aws");
  private static final Path NODE = HOME.resolve("target/node");
  private static final long PATIENCE_SECONDS = 120;

  @Test
  void findsNothingInAnyVariantAndAFaultWhereThereIsOne(@TempDir Path folder) throws Exception {
    Synths.needNode();
    install();
    List<String> command = new ArrayList<>(List.of("node", "validate.js"));
    Variant.all().forEach(variant -> command.add(Synths.of(variant).template().toString()));
    Path broken = folder.resolve("broken.json");
    Files.writeString(
        broken,
        Synths.of(Variant.PROD_MSK)
            .pretty()
            .replace("\"WorkerType\" : \"G.025X\"", "\"WorkerType\" : \"G.025Y\"")
            .replace("\"MaximumRetryAttempts\" : 3", "\"MaximumRetryAttempts\" : 300"));
    command.add(broken.toString());

    List<String> errors =
        run(command).orElseThrow().stream().filter(line -> line.startsWith("error ")).toList();

    assertThat(errors).filteredOn(line -> !line.contains("broken.json")).isEmpty();
    assertThat(errors)
        .filteredOn(line -> line.contains("broken.json"))
        .hasSize(2)
        .anyMatch(line -> line.contains("WorkerType"))
        .anyMatch(line -> line.contains("MaximumRetryAttempts"));
  }

  /** As the lock file says, from whatever registry this machine uses. */
  private static void install() throws Exception {
    Files.createDirectories(NODE);
    for (String file : List.of("package.json", "package-lock.json", "validate.js")) {
      Files.copy(
          HOME.resolve("src/test/node").resolve(file),
          NODE.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.isDirectory(NODE.resolve("node_modules/@aws/cloudformation-validate"))) {
      boolean there =
          run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")).isPresent();
      if (!there) {
        System.err.println("skipped: npm cannot install @aws/cloudformation-validate here");
      }
      assumeTrue(there, "npm cannot install the validator here");
    }
  }

  /** The lines that a command prints; empty if it fails. */
  private static Optional<List<String>> run(List<String> command)
      throws IOException, InterruptedException {
    Path lines = Files.createTempFile(NODE, "out", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(NODE.toFile())
              .redirectOutput(lines.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      return process.exitValue() == 0
          ? Optional.of(Files.readAllLines(lines, UTF_8))
          : Optional.empty();
    } finally {
      Files.delete(lines);
    }
  }
}
