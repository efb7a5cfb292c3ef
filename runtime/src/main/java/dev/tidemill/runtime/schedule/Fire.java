package dev.tidemill.runtime.schedule;

import java.time.Instant;

/**
 * One due time of a schedule, at one attempt.
 *
 * @param scheduledTime when it was due
 * @param executionId the same over all attempts, and over a crash: who sees it twice may drop one
 * @param attempt from 1
 */
public record Fire(String schedule, Instant scheduledTime, String executionId, int attempt) {}
