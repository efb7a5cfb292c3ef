package dev.tidemill.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Appends to a log file what libraries would print to the console. They rarely do, so the file is
 * opened for each piece; without its folder the piece is lost.
 */
final class LogStream extends OutputStream {

  private static final Set<StandardOpenOption> APPEND =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

  private final Path file;

  LogStream(Path file) {
    this.file = file;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    if (!Files.isDirectory(file.getParent())) {
      return;
    }
    try (SeekableByteChannel log = Files.newByteChannel(file, APPEND, forTheOwner())) {
      log.write(ByteBuffer.wrap(bytes, offset, length));
    }
  }

  private FileAttribute<?>[] forTheOwner() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
