package dev.tidemill.cli.json;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Position;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings for editors. */
public final class FindingJson {

  private FindingJson() {}

  /** The document of {@code check --json}. */
  public static Map<String, Object> document(Path file, String stage, List<Finding> findings) {
    long errors = findings.stream().filter(Finding::isError).count();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", file);
    document.put("stage", stage);
    document.put("errors", errors);
    document.put("warnings", findings.size() - errors);
    document.put("findings", list(findings));
    return document;
  }

  /** Findings in order. */
  public static List<Map<String, Object>> list(List<Finding> findings) {
    return findings.stream().map(FindingJson::of).toList();
  }

  private static Map<String, Object> of(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    Position position = finding.position();
    json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    json.put("code", finding.code());
    json.put("path", finding.path());
    json.put("message", finding.message());
    json.put("hint", finding.hint());
    json.put("value", finding.value());
    json.put("file", position.file());
    json.put("line", position.line());
    json.put("column", position.column());
    json.put("endLine", position.endLine());
    json.put("endColumn", position.endColumn());
    json.put("replacement", finding.replacement());
    json.put("causedBy", finding.causedBy().map(cause -> cause.line() + ":" + cause.column()));
    return json;
  }
}
