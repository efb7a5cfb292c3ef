package dev.tidemill.aws.asset;

import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP whose entries are sorted and have one and the same time, in any time zone. Everybody may
 * read and execute each: Lambda starts the file {@code bootstrap} of a runtime that is provided.
 */
final class Archive {

  private static final LocalDateTime FIRST_OF_ZIP = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final int END = 22;
  private static final int END_DIRECTORY = 16;
  private static final int HEADER = 0x02014b50;
  private static final int HEADER_MADE_BY = 5;
  private static final int HEADER_NAME = 28;
  private static final int HEADER_MODE = 38;
  private static final int HEADER_LENGTH = 46;
  private static final byte UNIX = 3;
  private static final int RWXR_XR_X = 0100755;

  private final SortedMap<String, Content> entries = new TreeMap<>();

  /** The bytes of an entry. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Takes an entry unless there is one of this name: the first wins, as on a class path. */
  void add(String name, Content content) {
    entries.putIfAbsent(name, content);
  }

  void put(String name, Content content) {
    entries.put(name, content);
  }

  void write(Path target) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      for (Map.Entry<String, Content> content : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setTimeLocal(FIRST_OF_ZIP);
        zip.putNextEntry(entry);
        content.getValue().writeTo(zip);
        zip.closeEntry();
      }
    }
    makeExecutable(target);
  }

  /**
   * Java writes no modes. The directory at the end of a ZIP has them: <a
   * href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a>, 4.3.12.
   */
  private static void makeExecutable(Path archive) throws IOException {
    try (FileChannel file = FileChannel.open(archive, READ, WRITE)) {
      MappedByteBuffer zip = file.map(READ_WRITE, 0, file.size());
      zip.order(ByteOrder.LITTLE_ENDIAN);
      int at = zip.getInt(zip.limit() - END + END_DIRECTORY);
      while (zip.getInt(at) == HEADER) {
        zip.put(at + HEADER_MADE_BY, UNIX);
        zip.putInt(at + HEADER_MODE, RWXR_XR_X << Short.SIZE);
        at +=
            HEADER_LENGTH
                + zip.getShort(at + HEADER_NAME)
                + zip.getShort(at + HEADER_NAME + 2)
                + zip.getShort(at + HEADER_NAME + 4);
      }
    }
  }
}
