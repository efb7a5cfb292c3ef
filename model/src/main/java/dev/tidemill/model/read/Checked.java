package dev.tidemill.model.read;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.resolve.ResolvedText;
import java.util.List;
import java.util.Optional;

/**
 * What reading a definition gave.
 *
 * @param pipeline empty if there is an error
 * @param findings causes by position, then what follows from them
 * @param definition all of the file as typed values after stage, parameters and defaults, also what
 *     a {@link Pipeline} leaves out; empty if there is an error
 */
public record Checked(
    Optional<Pipeline> pipeline, List<Finding> findings, Optional<Value.Fields> definition) {

  public Checked {
    findings = List.copyOf(findings);
  }

  /** Without the typed values. */
  public Checked(Optional<Pipeline> pipeline, List<Finding> findings) {
    this(pipeline, findings, Optional.empty());
  }

  /** The definition as YAML after stage, parameters and defaults; no secret is in it. */
  public Optional<String> resolved() {
    return definition.map(ResolvedText::of);
  }
}
