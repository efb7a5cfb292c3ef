package dev.tidemill.model;

import java.util.Optional;

/**
 * One mistake of the user, or one thing to think about.
 *
 * @param code stable, kebab-case: {@code unknown-key}
 * @param path of the thing in the definition: {@code jobs.sales.nodes.paid.transform}
 * @param message one line: what is wrong, with which value
 * @param hint one line: what to write instead; empty if there is nothing to add
 * @param value the offending text, empty if something is missing
 * @param replacement the text to put in place of {@code position}, where it is known for certain
 * @param causedBy where the fault lies that this one follows from
 */
public record Finding(
    Severity severity,
    String code,
    String path,
    String message,
    String hint,
    String value,
    Position position,
    Optional<String> replacement,
    Optional<Position> causedBy) {

  /** How much a finding weighs. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** Whether it makes the definition unusable. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
