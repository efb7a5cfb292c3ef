package dev.tidemill.model;

import java.time.Duration;

/**
 * The upkeep of a table beside its job.
 *
 * @param compactEvery how often small files become larger ones
 * @param keepSnapshots how long an older state can be read
 * @param removeOrphansAfter the age at which a file that no snapshot knows goes
 */
public record Maintenance(
    Duration compactEvery, Duration keepSnapshots, Duration removeOrphansAfter) {}
