package dev.tidemill.aws.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.aws.Variant;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes write the same bytes, assets among them. */
class DeterminismTest {

  @Test
  void templatesAndAssetsAreTheSameInEachProcess(@TempDir Path folder) throws Exception {
    Synths.needNode();
    List<Path> outs = Stream.of("one", "two", "three").map(folder::resolve).toList();
    List<Process> processes = new ArrayList<>();
    for (Path out : outs) {
      processes.add(synth(out));
    }
    for (Process process : processes) {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
    }
    String name = "everything-prod.template.json";
    byte[] first = Files.readAllBytes(outs.get(0).resolve(name));
    for (Path out : outs) {
      assertThat(Files.readAllBytes(out.resolve(name))).isEqualTo(first);
      assertThat(assets(out)).hasSizeGreaterThan(2).isEqualTo(assets(outs.get(0)));
    }
  }

  private static Set<String> assets(Path out) {
    Set<String> names = new TreeSet<>();
    for (File file : out.toFile().listFiles()) {
      if (file.getName().startsWith("asset.")) {
        names.add(file.getName());
      }
    }
    return names;
  }

  private static Process synth(Path out) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                // Surefire's own jar stands for it otherwise, and the engine would not be found.
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SynthMain.class.getName(),
                Variant.EVERYTHING.file().toString(),
                Variant.EVERYTHING.stage(),
                out.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    return process;
  }
}
