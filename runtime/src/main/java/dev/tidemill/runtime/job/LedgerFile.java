package dev.tidemill.runtime.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/**
 * The ledger of a data folder, in a file that is replaced whole: it is small, belongs to this
 * folder alone, and must be there when the database is away.
 */
final class LedgerFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private Ledger ledger = Ledger.EMPTY;

  /**
   * Reads it; there is none at the first start.
   *
   * @throws WorldException if it cannot be read, or is not one of ours
   */
  LedgerFile(Path file) {
    this.file = file;
    try {
      if (Files.exists(file)) {
        ledger = JSON.readValue(file.toFile(), Ledger.class);
      }
    } catch (IOException failure) {
      throw new WorldException("Cannot read " + file + ": " + OneLine.of(failure), failure);
    }
  }

  synchronized Ledger now() {
    return ledger;
  }

  /**
   * Changes it; on the disk when this returns.
   *
   * @throws WorldException if it cannot be written; it is unchanged then
   */
  synchronized void update(UnaryOperator<Ledger> change) {
    Ledger next = change.apply(ledger);
    if (next.equals(ledger)) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      Path aside = file.resolveSibling(file.getFileName() + ".new");
      write(aside, JSON.writeValueAsBytes(next));
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new WorldException("Cannot write " + file + ": " + OneLine.of(failure), failure);
    }
    ledger = next;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.wrap(bytes));
      channel.force(true);
    }
  }
}
