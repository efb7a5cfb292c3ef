package dev.tidemill.runtime.history;

import dev.tidemill.model.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One run of a job, as it is now. Each transition writes it again; the history keeps the last for
 * each run id.
 *
 * @param at when the run was asked for, the same in all its entries
 * @param trigger what started it: {@code up}, {@code by hand}, {@code schedule ID}, {@code after
 *     JOB}, {@code arrival NODE}, {@code retry}
 * @param attempt from 1
 * @param endedAt empty while it goes on
 * @param error why it failed, one line
 * @param log what happened in its batches
 */
public record JobRunEntry(
    Instant at,
    String runId,
    String job,
    String trigger,
    RunState state,
    int attempt,
    Optional<Instant> endedAt,
    long batches,
    long rowsIn,
    long rowsOut,
    Optional<String> error,
    Path log)
    implements Entry {}
