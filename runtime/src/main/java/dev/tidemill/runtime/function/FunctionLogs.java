package dev.tidemill.runtime.function;

import dev.tidemill.runtime.DataFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where the logs of functions are. */
public final class FunctionLogs {

  private static final String END = ".log";

  private FunctionLogs() {}

  /**
   * The files of a function's log that are kept, the oldest first. The last is the one that {@link
   * DataFolder#functionLog} names; a further one may follow it at any time.
   *
   * @return empty if the function was never called
   * @throws IOException if the folder cannot be read
   */
  public static List<Path> of(DataFolder data, String function) throws IOException {
    return numbered(data.functionLog(function));
  }

  static List<Path> numbered(Path log) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(log.getParent())) {
      try (DirectoryStream<Path> all =
          Files.newDirectoryStream(log.getParent(), name(log) + ".*" + END)) {
        all.forEach(files::add);
      }
    }
    files.removeIf(file -> number(file) < 0);
    files.sort(Comparator.comparingLong(FunctionLogs::number));
    return files;
  }

  static Path file(Path log, long number) {
    return log.resolveSibling(name(log) + "." + number + END);
  }

  /** Negative if the name has none. */
  static long number(Path file) {
    String[] parts = file.getFileName().toString().split("\\.", -1);
    try {
      return parts.length == 3 ? Long.parseLong(parts[1]) : -1;
    } catch (NumberFormatException other) {
      return -1;
    }
  }

  private static String name(Path log) {
    String name = log.getFileName().toString();
    return name.substring(0, name.length() - END.length());
  }
}
