package dev.tidemill.engine.commit;

/** Up to where a source was read. */
public sealed interface SourcePosition permits StreamPosition, FilesPosition {

  /**
   * The first place that neither of two has not reached.
   *
   * @throws IllegalArgumentException if they are of different sources
   */
  SourcePosition orLater(SourcePosition other);
}
