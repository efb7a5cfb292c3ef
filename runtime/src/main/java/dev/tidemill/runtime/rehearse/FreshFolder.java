package dev.tidemill.runtime.rehearse;

import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.process.ClaimedFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of a rehearsal: claimed, emptied, and at the end kept or removed. */
final class FreshFolder implements AutoCloseable {

  /** What a claimed folder consists of; by these a folder of ours is known. */
  private static final Set<String> OWN = Set.of("lock", ".gitignore");

  private final ClaimedFolder claimed;
  private boolean kept;

  private FreshFolder(ClaimedFolder claimed) {
    this.claimed = claimed;
  }

  /**
   * Claims and empties it.
   *
   * @throws RehearsalException if there is something in it that no rehearsal has left
   * @throws dev.tidemill.runtime.process.WorldException if it is in use or cannot be written to
   */
  static FreshFolder make(Path root) {
    refuseForeign(root);
    ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(root));
    try {
      empty(root);
      Files.createDirectories(claimed.data().logs());
      return new FreshFolder(claimed);
    } catch (IOException e) {
      claimed.close();
      throw new RehearsalException("Cannot empty " + root + ": " + OneLine.of(e), e);
    }
  }

  ClaimedFolder claimed() {
    return claimed;
  }

  DataFolder data() {
    return claimed.data();
  }

  /** It stays. */
  void keep() {
    kept = true;
  }

  /** Lets go of it, and removes it unless it is to be kept. */
  @Override
  public void close() {
    if (!kept) {
      try {
        delete(data().root());
      } catch (IOException e) {
        // Some file is held open: the next rehearsal empties the folder.
        kept = true;
      }
    }
    claimed.close();
  }

  private static void refuseForeign(Path root) {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> files = Files.list(root)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      if (!names.isEmpty() && !names.contains("lock")) {
        throw new RehearsalException(
            root + " is not empty, and no rehearsal has made it: name another folder");
      }
    } catch (IOException e) {
      throw new RehearsalException("Cannot read " + root + ": " + OneLine.of(e), e);
    }
  }

  private static void empty(Path root) throws IOException {
    List<Path> left;
    try (Stream<Path> files = Files.list(root)) {
      left = files.filter(file -> !OWN.contains(file.getFileName().toString())).toList();
    }
    for (Path file : left) {
      delete(file);
    }
  }

  /** Follows no links. */
  private static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
