package dev.tidemill.runtime.process;

import dev.tidemill.runtime.DataFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A data folder that this process alone works on, until it is closed or the process ends. Children
 * that are started in it are recorded in it.
 */
public final class ClaimedFolder implements AutoCloseable {

  /** Less than this is a full disk: broker, Spark and the catalog could not even start. */
  private static final long LEAST_FREE_BYTES = 128L << 20;

  private final DataFolder data;
  private final FileChannel lock;
  private final int leftovers;

  private ClaimedFolder(DataFolder data, FileChannel lock, int leftovers) {
    this.data = data;
    this.lock = lock;
    this.leftovers = leftovers;
  }

  /**
   * Makes the folder where it is new, for the owner only and hidden from git, and ends what an
   * earlier run has left over there.
   *
   * @throws WorldException if another Tidemill works on it, it cannot be written to, or the disk is
   *     full
   */
  public static ClaimedFolder claim(DataFolder data) {
    Path root = data.root();
    try {
      create(root);
      FileChannel lock = lock(root);
      try {
        refuseFullDisk(root);
        return new ClaimedFolder(data, lock, Leftovers.end(records(data)));
      } catch (IOException | RuntimeException failure) {
        lock.close();
        throw failure;
      }
    } catch (FileSystemException unusable) {
      throw new WorldException(
          "Cannot write to %s: %s".formatted(unusable.getFile(), reason(unusable)), unusable);
    } catch (IOException failure) {
      throw new WorldException(
          "Cannot write to %s: %s".formatted(root, failure.getMessage()), failure);
    }
  }

  /** Where everything lies. */
  public DataFolder data() {
    return data;
  }

  /** How many processes of an earlier run were ended. */
  public int leftovers() {
    return leftovers;
  }

  Path record(String child) {
    return records(data).resolve(child + ".pid");
  }

  /** Lets go of the folder; its children must have ended. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException ignored) {
      // The lock ends with this process in any case.
    }
  }

  private static Path records(DataFolder data) {
    return data.state().resolve("processes");
  }

  private static void create(Path root) throws IOException {
    Files.createDirectories(root);
    if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
    Path ignore = root.resolve(".gitignore");
    if (!Files.exists(ignore)) {
      Files.writeString(ignore, "*\n");
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException own) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new WorldException("Another Tidemill works on " + root + ": end that one first");
    }
    return channel;
  }

  private static void refuseFullDisk(Path root) throws IOException {
    long free = Files.getFileStore(root).getUsableSpace();
    if (free < LEAST_FREE_BYTES) {
      throw new WorldException(
          "The disk is full: %,d MB free at %s, at least %,d MB are needed"
              .formatted(free >> 20, root, LEAST_FREE_BYTES >> 20));
    }
  }

  private static String reason(FileSystemException failure) {
    if (failure instanceof FileAlreadyExistsException) {
      return "a file is in the way";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
  }
}
