package dev.tidemill.model.read;

import dev.tidemill.model.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Reads definitions in tests, at noon of 2026-11-13. */
public final class Reads {

  static final Clock NOON = Clock.fixed(Instant.parse("2026-11-13T12:00:00Z"), ZoneOffset.UTC);

  private Reads() {}

  public static String resource(String name) {
    try (InputStream in = Reads.class.getResourceAsStream("/definitions/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Checked text(Path folder, String text) {
    return text(folder, text, "local", Map.of());
  }

  public static Checked text(Path folder, String text, String stage, Map<String, String> set) {
    try {
      Path file = folder.resolve("pipeline.yaml");
      Files.writeString(file, text);
      return new DefinitionReader(new TestKinds(), Map.of("HOME", "/home/a")::get, NOON)
          .read(file, stage, set);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void samples(Path folder, String... names) {
    try {
      Files.createDirectories(folder.resolve("samples"));
      for (String name : names) {
        Files.writeString(folder.resolve("samples").resolve(name), "{}\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code 4:7 unknown-key}, in the order of the findings. */
  public static List<String> brief(Checked checked) {
    return checked.findings().stream().map(Reads::brief).toList();
  }

  public static String brief(Finding finding) {
    return finding.position().line() + ":" + finding.position().column() + " " + finding.code();
  }
}
