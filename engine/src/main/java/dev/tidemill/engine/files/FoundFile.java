package dev.tidemill.engine.files;

import java.time.Instant;

/**
 * A file as it was found. One of another size or time is another file.
 *
 * @param path as {@link Places#name} has it
 * @param size in bytes
 * @param modified in whole milliseconds
 */
public record FoundFile(String path, long size, Instant modified) {}
