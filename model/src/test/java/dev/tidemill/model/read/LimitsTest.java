package dev.tidemill.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.check.FindingsText;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no definition. */
class LimitsTest {

  @TempDir Path folder;

  private List<String> read(byte[] bytes) throws IOException {
    Path file = folder.resolve("pipeline.yaml");
    Files.write(file, bytes);
    return read(file);
  }

  private List<String> read(Path file) {
    Checked checked =
        new DefinitionReader(new TestKinds(), name -> null).read(file, "local", Map.of());
    assertThat(checked.pipeline()).isEmpty();
    return FindingsText.lines(checked.findings()).stream()
        .map(line -> line.replace(folder + "/", ""))
        .toList();
  }

  @Test
  void refusesAHundredMegabytesWithoutReadingThem() throws IOException {
    Path file = folder.resolve("pipeline.yaml");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(100 << 20);
    }

    List<String> lines = Assertions.assertTimeout(Duration.ofSeconds(2), () -> read(file));

    assertThat(lines)
        .containsExactly(
            "pipeline.yaml:1:1  [too-large] the file has 104857600 bytes",
            "    at most 1 MB is read: data belongs into files of its own",
            "1 error; nothing was started");
  }

  @Test
  void readsAMegabyteButNotAByteMore() throws IOException {
    String comment = "pipeline: a\n#" + "x".repeat((1 << 20) - 13);

    assertThat(Reads.text(folder, comment).findings()).isEmpty();
    assertThat(Reads.text(folder, comment + "y").findings())
        .extracting("code")
        .containsExactly("too-large");
  }

  @Test
  void saysWhereAFileIsNotUtf8() throws IOException {
    assertThat(read("pipeline: a\ndescription: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1)))
        .contains("pipeline.yaml:2:17  [not-utf8] byte 29, 0xE9, is not UTF-8");
    assertThat(read("pipeline: a".getBytes(StandardCharsets.UTF_16)))
        .anyMatch(l -> l.contains("[not-utf8]"));
  }

  @Test
  void refusesBinaryJunk() throws IOException {
    byte[] junk = new byte[100_000];
    new Random(7).nextBytes(junk);
    assertThat(read(junk)).hasSize(3).anyMatch(line -> line.contains("[not-utf8]"));

    assertThat(read("pipeline: a\nb: \u0000\u0001".getBytes(StandardCharsets.UTF_8)))
        .contains("pipeline.yaml:2:4  [not-text] U+0000 is no character of a text");
  }

  @Test
  void expandsNoAliasBomb() throws IOException {
    StringBuilder bomb = new StringBuilder("pipeline: a\nx-a0: &a0 [lol]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("x-a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
    }
    byte[] bytes = bomb.toString().getBytes(StandardCharsets.UTF_8);

    List<String> lines = Assertions.assertTimeout(Duration.ofSeconds(5), () -> read(bytes));

    assertThat(lines).contains("320 errors; nothing was started");
    assertThat(lines.get(0))
        .isEqualTo(
            "pipeline.yaml:2:7  [yaml-feature] an anchor '&a0' is a YAML feature not used here");
  }

  @Test
  void endsSoonOnAMillionOpenBrackets() throws IOException {
    byte[] bytes = ("pipeline: a\nx: " + "[".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);

    List<String> lines = Assertions.assertTimeout(Duration.ofSeconds(5), () -> read(bytes));

    assertThat(lines).anyMatch(line -> line.contains("[too-deep]"));
  }

  @Test
  void namesFilesThatAreNotThere() throws IOException {
    assertThat(read(folder.resolve("none.yaml")))
        .contains("none.yaml:1:1  [no-file] 'none.yaml' does not exist");
    Files.createDirectory(folder.resolve("sub"));
    assertThat(read(folder.resolve("sub"))).contains("sub:1:1  [no-file] 'sub' is a folder");
  }

  @Test
  void takesAByteOrderMarkAndForeignLineEnds() throws IOException {
    String text = "\uFEFFpipeline: a\r\ndescription: b\rtabels: {}\n";
    assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
        .contains("pipeline.yaml:3:1  [unknown-key] no key 'tabels' here");
  }
}
