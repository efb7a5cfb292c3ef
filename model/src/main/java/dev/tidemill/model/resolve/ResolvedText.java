package dev.tidemill.model.resolve;

import dev.tidemill.model.read.grammar.Value;

/** Writes a resolved definition as YAML. */
public final class ResolvedText {

  private ResolvedText() {}

  /** The definition after stage, parameters and defaults; no secret is in it. */
  public static String of(Value.Fields definition) {
    return definition.toString();
  }
}
