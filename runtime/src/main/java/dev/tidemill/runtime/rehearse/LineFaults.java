package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of one sample file that could not be sent. Thread-safe. */
final class LineFaults {

  private final Pipeline pipeline;
  private final Path file;
  private final String path;
  private final Position position;
  private long count;
  private long firstLine;
  private String firstReason = "";

  /**
   * No faults yet.
   *
   * @param path of the thing that the samples are for: {@code stores.users}
   */
  LineFaults(Pipeline pipeline, Path file, String path, Position position) {
    this.pipeline = pipeline;
    this.file = file;
    this.path = path;
    this.position = position;
  }

  synchronized void add(long line, String reason) {
    if (count == 0 || line < firstLine) {
      firstLine = line;
      firstReason = reason;
    }
    count++;
  }

  synchronized long count() {
    return count;
  }

  /** One finding for all of them. */
  synchronized Optional<Finding> finding() {
    if (count == 0) {
      return Optional.empty();
    }
    String where = Problems.shown(pipeline, file, position) + ":" + firstLine;
    String others =
        count == 1 ? "" : ", and " + (count - 1) + " more" + (count == 2 ? " line" : " lines");
    return Optional.of(
        Problems.error(
            "sample-invalid",
            path + ".samples",
            where + " was not sent: " + firstReason + others,
            "mend the file, or take the line away",
            position));
  }
}
