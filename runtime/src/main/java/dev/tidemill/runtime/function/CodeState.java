package dev.tidemill.runtime.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/** Tells by times and sizes whether code has changed. */
final class CodeState {

  /** Python itself writes there as it reads the code. */
  private static final Path COMPILED = Path.of("__pycache__");

  private CodeState() {}

  /** Equal as long as no file of it has changed; empty if there is none. */
  static String of(Path code) {
    try (Stream<Path> all = Files.walk(code)) {
      long files = 0;
      long bytes = 0;
      long newest = 0;
      for (Path path : (Iterable<Path>) all::iterator) {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
        if (now.isRegularFile() && !path.getParent().endsWith(COMPILED)) {
          files++;
          bytes += now.size();
          newest = Math.max(newest, now.lastModifiedTime().toMillis());
        }
      }
      return files + " " + bytes + " " + newest;
    } catch (IOException | UncheckedIOException missing) {
      return "";
    }
  }
}
