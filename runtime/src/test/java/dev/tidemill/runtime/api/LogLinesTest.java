package dev.tidemill.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLinesTest {

  @TempDir Path folder;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void readsAllWithTheUnfinishedLine() throws IOException {
    Files.writeString(file(), "a\r\nü\nlast");
    new LogLines(file(), Optional.empty(), lines::add).read();
    assertThat(lines).containsExactly("a", "ü", "last");
  }

  @Test
  void readsNothingWhereNothingWasWritten() throws IOException {
    new LogLines(file(), Optional.empty(), lines::add).read();
    assertThat(lines).isEmpty();
  }

  @Test
  void stopsWhenNobodyReads() throws IOException {
    Files.writeString(file(), "a\nb\nc\n");
    new LogLines(file(), Optional.empty(), line -> lines.add(line) && lines.size() < 2).read();
    assertThat(lines).containsExactly("a", "b");
  }

  @Test
  void followsAFileThatIsCutOffAndOneThatTakesItsPlace() throws Exception {
    Thread reader = new Thread(this::follow);
    reader.start();
    Files.writeString(file(), "first\nsecond\n");
    awaitLines("first", "second");
    Files.writeString(file(), "sec\n");
    await()
        .untilAsserted(
            () -> {
              append("third\n");
              assertThat(lines).contains("third");
            });
    Files.move(file(), folder.resolve("log.1"));
    append("other file\n");
    await().untilAsserted(() -> assertThat(lines).endsWith("third", "other file"));
    assertThat(lines).startsWith("first", "second", "third").doesNotContain("sec");
    reader.interrupt();
    reader.join();
  }

  private void follow() {
    try {
      new LogLines(file(), Optional.empty(), lines::add).follow();
    } catch (InterruptedException done) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      lines.add(e.toString());
    }
  }

  private void append(String text) throws IOException {
    Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void awaitLines(String... expected) {
    await().untilAsserted(() -> assertThat(lines).containsExactly(expected));
  }

  private Path file() {
    return folder.resolve("log");
  }
}
