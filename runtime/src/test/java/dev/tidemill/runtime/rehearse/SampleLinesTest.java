package dev.tidemill.runtime.rehearse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.runtime.rehearse.SampleLines.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleLinesTest {

  @TempDir private Path folder;

  @Test
  void givesEachLineByteForByte() throws IOException {
    assertThat(lines("a\r\n\n{\"b\":1}\n \t\nlast"))
        .containsExactly("a\r", "", "{\"b\":1}", " \t", "last");
  }

  @Test
  void theLastNewlineBeginsNoLine() throws IOException {
    assertThat(lines("a\n")).containsExactly("a");
    assertThat(lines("a\n\n")).containsExactly("a", "");
    assertThat(lines("")).isEmpty();
  }

  @Test
  void keepsBytesThatAreNoText() throws IOException {
    byte[] bytes = {(byte) 0xFF, 0, (byte) 0xC3, '\n', 'x'};
    SampleLines lines = SampleLines.of(new ByteArrayInputStream(bytes), 10);

    assertThat(lines.next().orElseThrow().bytes()).containsExactly(0xFF, 0, 0xC3);
  }

  @Test
  void refusesALineThatIsTooLong() throws IOException {
    SampleLines lines = SampleLines.of(new ByteArrayInputStream("ok\nabcdef".getBytes(UTF_8)), 5);
    lines.next();

    assertThatThrownBy(lines::next).isInstanceOf(IOException.class).hasMessageContaining("line 2");
  }

  @Test
  void countsOnlyLinesThatHoldSomething() throws IOException {
    Path file = Files.writeString(folder.resolve("a.ndjson"), "{}\n\n \r\n{}\n{}");

    assertThat(SampleLines.countFilled(file)).isEqualTo(3);
  }

  private static List<String> lines(String text) throws IOException {
    List<String> all = new ArrayList<>();
    SampleLines lines = SampleLines.of(new ByteArrayInputStream(text.getBytes(UTF_8)), 100);
    for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
      all.add(new String(line.get().bytes(), UTF_8));
      assertThat(line.get().number()).isEqualTo(all.size());
    }
    return all;
  }
}
