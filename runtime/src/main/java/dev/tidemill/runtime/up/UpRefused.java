package dev.tidemill.runtime.up;

import dev.tidemill.model.Finding;
import java.util.List;

/** The definition cannot be run: mistakes that only the plan or this machine shows. */
public final class UpRefused extends RuntimeException {

  private final transient List<Finding> findings;

  UpRefused(List<Finding> findings) {
    super(findings.size() + " findings");
    this.findings = List.copyOf(findings);
  }

  /** All of them, errors and warnings. */
  public List<Finding> findings() {
    return findings;
  }
}
