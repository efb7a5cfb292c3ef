package dev.tidemill.model;

import java.nio.file.Path;

/**
 * A range of the definition's text. Lines and columns count from 1, columns in code points; the end
 * is exclusive.
 *
 * @param file as the user named it, relative to the current folder
 */
public record Position(Path file, int line, int column, int endLine, int endColumn) {

  /** As compilers write it, so that terminals and editors link it: {@code FILE:LINE:COLUMN}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
