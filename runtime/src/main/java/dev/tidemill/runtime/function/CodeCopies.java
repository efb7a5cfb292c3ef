package dev.tidemill.runtime.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.UUID;

/**
 * Copies of functions' jars, made when a process is started: a build may then write the originals
 * under it, which would crash a JVM that reads them. Folders are not copied.
 */
final class CodeCopies {

  private static final int TRIES = 5;

  private final Path folder;

  /** Removes what an earlier run has left. */
  CodeCopies(Path folder) {
    this.folder = folder;
    Trees.delete(folder);
  }

  /**
   * Where to run the code from: for a file, a copy of it as it is now.
   *
   * @throws IOException if it cannot be copied, or is being written all the time
   */
  synchronized Path take(Path code) throws IOException {
    if (Files.isDirectory(code)) {
      return code;
    }
    Files.createDirectories(folder);
    for (int i = 0; i < TRIES; i++) {
      String state = CodeState.of(code);
      UUID version = UUID.nameUUIDFromBytes((code + " " + state).getBytes(UTF_8));
      Path copy = folder.resolve(version + "-" + code.getFileName());
      if (Files.exists(copy)) {
        return copy;
      }
      Path half = folder.resolve("half");
      Files.copy(code, half, StandardCopyOption.REPLACE_EXISTING);
      if (CodeState.of(code).equals(state)) {
        return Files.move(half, copy, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    throw new IOException("it is being written");
  }

  /** Removes the copies that no process runs from. */
  synchronized void retain(Set<Path> used) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder)) {
      for (Path copy : copies) {
        if (!used.contains(copy)) {
          Files.deleteIfExists(copy);
        }
      }
    } catch (IOException held) {
      // Tried again at the next change.
    }
  }
}
