package dev.tidemill.runtime.rehearse;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How to rehearse.
 *
 * @param at the clock it starts with; empty: that of the definition, else now
 * @param keep whether the folder stays after success too
 * @param build whether the build command runs even if the code is there
 * @param data the folder to use, absolute; emptied before the start
 */
public record RehearsalOptions(Optional<Instant> at, boolean keep, boolean build, Path data) {}
