package dev.tidemill.engine.plan;

import dev.tidemill.engine.EngineException;
import dev.tidemill.model.Finding;
import java.util.List;

/** A job that Spark cannot plan. Its message is the first finding's. */
public final class PlanException extends EngineException {

  private final transient List<Finding> findings;

  PlanException(List<Finding> findings) {
    super(findings.get(0).code(), findings.get(0).message());
    this.findings = List.copyOf(findings);
  }

  /** What is wrong, causes first; at least one error. */
  public List<Finding> findings() {
    return findings;
  }
}
