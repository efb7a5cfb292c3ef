package dev.tidemill.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the pipeline runs on this machine.
 *
 * @param port of the local API
 * @param portGiven whether the file names it; otherwise the next free one is as good
 * @param state the JDBC URL of the database for schedules, history and catalog; empty: our own H2
 * @param history how long runs and notices are kept
 * @param spark settings of Spark by name, in the order of the file
 */
public record RuntimeSettings(
    int port,
    boolean portGiven,
    Optional<Template> state,
    Duration history,
    Map<String, String> spark) {}
