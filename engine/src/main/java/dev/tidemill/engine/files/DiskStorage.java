package dev.tidemill.engine.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder on a disk. */
record DiskStorage(Path root) implements Storage {

  private static final int MOST_TRIES = 100;

  @Override
  public List<String> list(String folder) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(root.resolve(name)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** A link appears with its whole content or not at all, and never in place of another. */
  @Override
  public boolean putIfAbsent(String name, byte[] content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Path written = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      write(written, content);
      Files.createLink(file, written);
      return true;
    } catch (FileAlreadyExistsException faster) {
      return false;
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(root.resolve(name));
  }

  @Override
  public void move(String from, String to) throws IOException {
    Path target = root.resolve(to);
    Files.createDirectories(target.getParent());
    try {
      Files.move(root.resolve(from), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException moved) {
      // By another runner, or before a crash.
    }
  }

  /** Also while somebody else deletes it, or still writes into it. */
  @Override
  public void delete(String name) throws IOException {
    Path file = root.resolve(name);
    for (int tries = 1; Files.exists(file); tries++) {
      try {
        deleteAll(file);
      } catch (NoSuchFileException | DirectoryNotEmptyException busy) {
        if (tries == MOST_TRIES) {
          throw busy;
        }
      }
    }
  }

  private static void deleteAll(Path file) throws IOException {
    try (Stream<Path> all = Files.walk(file)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }
}
