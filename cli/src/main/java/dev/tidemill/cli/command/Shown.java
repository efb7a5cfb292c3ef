package dev.tidemill.cli.command;

import java.nio.file.Path;

/** Paths as the user sees them from where the command was started. */
final class Shown {

  private Shown() {}

  static Path path(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) && !path.equals(here) ? here.relativize(path) : path;
  }
}
