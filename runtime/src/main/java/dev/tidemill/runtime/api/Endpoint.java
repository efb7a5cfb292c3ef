package dev.tidemill.runtime.api;

import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Where a running {@code up} is reached: the file {@code up.json} in its data folder, which only
 * its owner can read.
 *
 * @param token what a request must bring: {@code Authorization: Bearer TOKEN}
 * @param since when it was ready
 */
public record Endpoint(URI address, long pid, String token, Instant since) {

  private static final String NAME = "up.json";

  /** Systems tell a start time from the boot time and ticks of their clock. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /**
   * Writes the file in one step.
   *
   * @throws WorldException if the folder cannot be written to
   */
  void write(DataFolder data) {
    Path file = data.root().resolve(NAME);
    Path next = data.root().resolve(NAME + "." + pid);
    try {
      Files.deleteIfExists(next);
      try (FileChannel channel =
          FileChannel.open(
              next,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              forTheOwner(next))) {
        channel.write(ByteBuffer.wrap(ApiJson.MAPPER.writeValueAsBytes(this)));
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new WorldException(
          "Cannot write to %s: %s".formatted(file, failure.getMessage()), failure);
    }
  }

  /** The running one of a folder; empty where none runs, whatever a killed one has left. */
  public static Optional<Endpoint> find(DataFolder data) {
    try {
      byte[] text = Files.readAllBytes(data.root().resolve(NAME));
      return Optional.of(ApiJson.MAPPER.readValue(text, Endpoint.class)).filter(Endpoint::runs);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (com.fasterxml.jackson.core.JacksonException broken) {
      return Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Takes the file away, if it is still this one's. */
  void remove(DataFolder data) {
    try {
      if (find(data).filter(this::equals).isPresent()) {
        Files.deleteIfExists(data.root().resolve(NAME));
      }
    } catch (IOException | UncheckedIOException left) {
      // Whoever finds it sees that its process is gone.
      return;
    }
  }

  /** A process that has the pid but began later is a stranger. */
  private boolean runs() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().startInstant().orElse(Instant.EPOCH))
        .filter(start -> start.isBefore(since.plus(TOLERANCE)))
        .isPresent();
  }

  private static FileAttribute<?>[] forTheOwner(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
