package dev.tidemill.runtime.api;

/**
 * What became of a dead letter that was sent through again.
 *
 * @param outcome a word or two: {@code delivered}, {@code dead again}
 * @param detail why; may be empty
 */
public record Redriven(String id, String outcome, String detail) {}
