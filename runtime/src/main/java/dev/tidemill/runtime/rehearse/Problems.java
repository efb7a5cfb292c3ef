package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Finding.Severity;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the findings of a rehearsal. */
final class Problems {

  private Problems() {}

  static Finding error(String code, String path, String message, String hint, Position position) {
    return finding(Severity.ERROR, code, path, message, hint, position);
  }

  static Finding warning(String code, String path, String message, String hint, Position position) {
    return finding(Severity.WARNING, code, path, message, hint, position);
  }

  /** Where the things of a pipeline without a better position are. */
  static Position beginning(Pipeline pipeline) {
    return new Position(pipeline.file(), 1, 1, 1, 1);
  }

  /** A file as a user would name it from the folder where the definition was named. */
  static Path shown(Pipeline pipeline, Path file, Position position) {
    Path folder = pipeline.folder();
    return file.startsWith(folder)
        ? position.file().resolveSibling(folder.relativize(file)).normalize()
        : file;
  }

  private static Finding finding(
      Severity severity, String code, String path, String message, String hint, Position position) {
    return new Finding(
        severity, code, path, message, hint, "", position, Optional.empty(), Optional.empty());
  }
}
