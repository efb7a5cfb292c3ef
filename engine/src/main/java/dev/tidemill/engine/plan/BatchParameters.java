package dev.tidemill.engine.plan;

import java.time.Instant;

/**
 * What SQL sees as <code>${batch.start}</code>, <code>${batch.end}</code>, <code>${batch.id}</code>
 * .
 */
public record BatchParameters(Instant start, Instant end, long id) {}
