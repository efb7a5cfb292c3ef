package dev.tidemill.runtime.job;

import dev.tidemill.model.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a job is doing.
 *
 * @param state of its last run since this process began; {@code STOPPED} if there was none
 * @param trigger of that run
 * @param lastBatchEnd when the last batch was committed
 * @param rowsPerSecond that its sources gave, over the last ten batches and the time since
 * @param lagMessages as of some seconds ago; empty: not known, or no stream is read
 * @param lag the age of the oldest unread message; zero if there is none
 * @param error what the run waits for, or why it failed; one line
 * @param skippedWindows of a streaming run: windows in which no batch could begin
 */
public record JobStatus(
    String job,
    RunState state,
    Optional<String> trigger,
    Optional<Instant> lastBatchEnd,
    double rowsPerSecond,
    OptionalLong lagMessages,
    Optional<Duration> lag,
    Optional<String> error,
    long skippedWindows) {}
