package dev.tidemill.runtime.rehearse;

/**
 * An expectation and its answer.
 *
 * @param sql as written, parameters filled in
 * @param observed why it is not met, one line: {@code false, count(*) is 38}; empty if it is
 */
public record ExpectationReport(String sentence, String sql, boolean ok, String observed) {}
