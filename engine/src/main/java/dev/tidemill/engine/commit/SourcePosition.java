package dev.tidemill.engine.commit;

/** Up to where a source was read. */
public sealed interface SourcePosition permits StreamPosition, FilesPosition {}
