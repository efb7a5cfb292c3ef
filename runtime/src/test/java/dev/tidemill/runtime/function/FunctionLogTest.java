package dev.tidemill.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.runtime.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLogTest {

  private static final int MB = 1 << 20;

  @TempDir Path folder;

  @Test
  void keepsThreeFilesAndThePlacesInThem() throws IOException {
    DataFolder data = new DataFolder(folder);
    Invocation.Output kept = null;
    try (FunctionLog log = FunctionLog.open(data.functionLog("F"));
        InstanceOutput output = InstanceOutput.create(folder.resolve("output"))) {
      for (int i = 0; i < 18; i++) {
        Invocation.Output call = call(log, output, "call " + i, 2 * MB);
        kept = i == 6 ? call : kept;
      }
      assertThat(FunctionLogs.of(data, "F"))
          .extracting(file -> file.getFileName().toString())
          .containsExactly("F.3.log", "F.4.log", "F.5.log");
      assertThat(FunctionLogs.of(data, "F")).allMatch(file -> file.toFile().length() < 10 * MB);
      assertThat(Files.isSameFile(data.functionLog("F"), log.file())).isTrue();
      assertThat(Files.size(folder.resolve("output"))).as("emptied").isLessThan(3 * MB);
    }
    assertThat(kept.file()).doesNotExist();
  }

  @Test
  void goesOnWhereItEnded() throws IOException {
    DataFolder data = new DataFolder(folder);
    try (FunctionLog log = FunctionLog.open(data.functionLog("F"))) {
      log.say("first");
    }
    try (FunctionLog log = FunctionLog.open(data.functionLog("F"));
        FunctionLog other = FunctionLog.open(data.functionLog("F-2"))) {
      Invocation.Output second = log.say("second");
      other.say("third");

      assertThat(text(second)).endsWith("Z second\n");
      assertThat(second.from()).isPositive();
      assertThat(Files.readString(data.functionLog("F"))).contains("first", "second");
      assertThat(FunctionLogs.of(data, "F")).hasSize(1);
    }
  }

  @Test
  void saysWhereACallIsBehindWhatCameBeforeIt() throws IOException {
    try (FunctionLog log = FunctionLog.open(new DataFolder(folder).functionLog("F"));
        InstanceOutput output = InstanceOutput.create(folder.resolve("output"))) {
      output.begin("INIT_START");
      write(output, "from the start\n");
      Invocation.Output call = call(log, output, "one", 10);

      assertThat(text(call)).contains("START one").doesNotContain("from the start");
      assertThat(Files.readString(log.file())).contains("INIT_START", "from the start");
    }
  }

  private static Invocation.Output call(
      FunctionLog log, InstanceOutput output, String name, int bytes) throws IOException {
    output.begin("START " + name);
    write(output, "x".repeat(bytes) + "\n");
    output.end("END " + name);
    return log.take(output);
  }

  private static void write(InstanceOutput output, String text) throws IOException {
    Files.writeString(output.file(), text, StandardOpenOption.APPEND);
  }

  private static String text(Invocation.Output output) throws IOException {
    return Files.readString(output.file()).substring((int) output.from(), (int) output.to());
  }
}
