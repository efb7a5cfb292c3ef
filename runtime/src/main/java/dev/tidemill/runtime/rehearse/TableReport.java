package dev.tidemill.runtime.rehearse;

import dev.tidemill.engine.QueryResult;

/**
 * A table that was written.
 *
 * @param rows how many it has
 * @param first its first rows, as many as {@code rehearsal.rows} says
 */
public record TableReport(String table, long rows, QueryResult first) {}
