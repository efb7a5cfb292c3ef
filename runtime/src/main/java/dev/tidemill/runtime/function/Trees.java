package dev.tidemill.runtime.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes folders of our own. */
final class Trees {

  private Trees() {}

  /** Follows no links. What cannot be removed stays until the data folder is used again. */
  static void delete(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | java.io.UncheckedIOException left) {
      // As said.
    }
  }
}
