package dev.tidemill.runtime.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of a job.
 *
 * @param trigger what started it: {@code every 60s}, {@code schedule nightly}, {@code by hand}
 * @param state as Glue names it: {@code RUNNING}
 * @param attempt from 1; above it after a failure, where the job has {@code retries}
 */
public record Run(
    String runId,
    String job,
    String trigger,
    String state,
    int attempt,
    Instant startedAt,
    Optional<Instant> endedAt,
    long batches,
    long rowsIn,
    long rowsOut,
    Optional<String> error) {}
