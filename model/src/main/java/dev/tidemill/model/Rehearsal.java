package dev.tidemill.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a rehearsal runs.
 *
 * @param at the clock it starts with
 * @param timeout of the whole
 * @param rows shown of each table
 * @param secrets by name
 * @param expect statements by sentence; each must give one row with one true value
 */
public record Rehearsal(
    Optional<Instant> at,
    Duration timeout,
    int rows,
    Map<String, String> secrets,
    Map<String, Sql> expect) {}
