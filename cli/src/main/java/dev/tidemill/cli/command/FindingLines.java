package dev.tidemill.cli.command;

import dev.tidemill.model.Finding;
import java.util.ArrayList;
import java.util.List;

/** Findings as lines. */
final class FindingLines {

  private FindingLines() {}

  static List<String> of(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      lines.add(
          finding.position()
              + (finding.isError() ? "  [" : "  warning [")
              + finding.code()
              + "] "
              + finding.message());
      lines.add("    " + finding.hint());
    }
    return lines;
  }
}
