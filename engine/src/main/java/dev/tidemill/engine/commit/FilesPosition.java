package dev.tidemill.engine.commit;

/**
 * A place in what came to a folder.
 *
 * @param range the number of the last list of files that was read; 0: none
 */
public record FilesPosition(long range) implements SourcePosition {

  @Override
  public FilesPosition orLater(SourcePosition other) {
    if (other instanceof FilesPosition files) {
      return files.range > range ? files : this;
    }
    throw new IllegalArgumentException("Not of one source: " + this + ", " + other);
  }
}
