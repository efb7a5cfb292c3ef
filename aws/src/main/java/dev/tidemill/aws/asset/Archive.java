package dev.tidemill.aws.asset;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP whose entries are sorted and have one and the same time, in any time zone. */
final class Archive {

  private static final LocalDateTime FIRST_OF_ZIP = LocalDateTime.of(1980, 1, 1, 0, 0);

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
  }
}
