package dev.tidemill.model.check;

import dev.tidemill.model.Finding;
import java.util.ArrayList;
import java.util.List;

/** Findings as a terminal shows them: a line each with a line of advice, and a summary. */
public final class FindingsText {

  private FindingsText() {}

  /** The lines; none if there is nothing to say. */
  public static List<String> lines(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    List<Finding> causes =
        findings.stream().filter(finding -> finding.causedBy().isEmpty()).toList();
    List<Finding> consequences =
        findings.stream().filter(finding -> finding.causedBy().isPresent()).toList();
    for (Finding finding : causes) {
      lines.add(head(finding));
      if (!finding.hint().isEmpty()) {
        lines.add("    " + finding.hint());
      }
    }
    if (!consequences.isEmpty()) {
      lines.add("from the above:");
    }
    consequences.forEach(
        finding -> {
          var cause = finding.causedBy().orElseThrow();
          lines.add(head(finding) + ": " + cause.line() + ":" + cause.column());
        });
    if (!findings.isEmpty()) {
      lines.add(summary(causes, consequences.size()));
    }
    return lines;
  }

  private static String head(Finding finding) {
    String warning = finding.isError() ? "" : "warning ";
    return finding.position() + "  " + warning + "[" + finding.code() + "] " + finding.message();
  }

  private static String summary(List<Finding> causes, int consequences) {
    long errors = causes.stream().filter(Finding::isError).count();
    long warnings = causes.size() - errors;
    List<String> parts = new ArrayList<>();
    if (errors > 0) {
      String follow = " that follow" + (consequences == 1 ? "s" : "") + " from ";
      parts.add(
          count(errors, "error")
              + (consequences == 0
                  ? ""
                  : ", and " + consequences + follow + (errors == 1 ? "it" : "them")));
    }
    if (warnings > 0) {
      parts.add(count(warnings, "warning"));
    }
    return String.join(", ", parts) + (errors > 0 ? "; nothing was started" : "");
  }

  private static String count(long number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }
}
