package dev.tidemill.model.read.yaml;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says in the words of a definition why a block is no YAML. */
final class YamlSlip {

  private final SourceText source;
  private final TopLevelBlock block;
  private final String text;

  YamlSlip(SourceText source, TopLevelBlock block) {
    this.source = source;
    this.block = block;
    this.text = source.text();
  }

  /** Adds the finding and gives its place. */
  Position report(YamlEngineException e, Findings findings) {
    if (e instanceof TooDeepException deep) {
      At at = new At("", deep.position(), "");
      findings.error(
          "too-deep", at, "more than 40 levels", "no definition needs them: is a bracket open?");
      return deep.position();
    }
    int at =
        YamlText.lineAndColumn(e)
            .map(place -> source.offset(place[0] + block.firstLine(), place[1]))
            .orElse(source.lineStart(block.firstLine()));
    boolean parameter = at > 0 && at < text.length() && text.startsWith("${", at - 1);
    return parameter ? parameter(e, at - 1, findings) : syntax(e, at, findings);
  }

  private Position parameter(YamlEngineException e, int start, Findings findings) {
    int from = start;
    while (from > 0 && ",[{\n".indexOf(text.charAt(from - 1)) < 0 && !isColon(from)) {
      from--;
    }
    int brace = text.indexOf('}', start);
    int line = text.indexOf('\n', start);
    int end = brace < 0 || (line >= 0 && line < brace) ? start + 2 : brace + 1;
    int to = end;
    while (to < text.length() && ",]}\n#".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    boolean list = e.getMessage() != null && e.getMessage().contains("flow sequence");
    Position position = source.position(start, end);
    findings.error(
        "unquoted-parameter",
        new At("", position, text.substring(start, end)),
        "'${' in " + (list ? "[ ]" : "{ }") + " ends the YAML value",
        "write \"" + text.substring(from, to).strip() + "\", quoted");
    return position;
  }

  private boolean isColon(int from) {
    return from > 1 && text.charAt(from - 1) == ' ' && text.charAt(from - 2) == ':';
  }

  private Position syntax(YamlEngineException e, int at, Findings findings) {
    Optional<Integer> opened = opened(e, at);
    if (opened.isPresent()) {
      return unclosed(opened.get(), findings);
    }
    Position position = source.position(at, Math.min(at + 1, text.length()));
    String problem =
        e instanceof MarkedYamlEngineException marked && marked.getProblem() != null
            ? marked.getProblem().strip()
            : "it cannot be read";
    Explained explained = explain(problem, at);
    findings.error("yaml-syntax", new At("", position, ""), explained.message(), explained.hint());
    return position;
  }

  /** Where a bracket or quote was opened that is still open at the end of the block. */
  private Optional<Integer> opened(YamlEngineException e, int at) {
    int end = source.lineStart(block.endLine());
    boolean atEnd = at >= end || text.substring(at, end).isBlank();
    return atEnd && e instanceof MarkedYamlEngineException marked
        ? marked
            .getContextMark()
            .map(mark -> source.offset(mark.getLine() + block.firstLine(), mark.getColumn()))
            .filter(offset -> offset < end && "[{'\"".indexOf(text.charAt(offset)) >= 0)
        : Optional.empty();
  }

  private Position unclosed(int at, Findings findings) {
    Position position = source.position(at, at + 1);
    char sign = text.charAt(at);
    String what = sign == '\'' || sign == '"' ? "a quote" : "a '" + sign + "'";
    findings.error(
        "yaml-syntax",
        new At("", position, ""),
        what + " is opened here and never closed",
        "close it");
    return position;
  }

  private record Explained(String message, String hint) {}

  private Explained explain(String problem, int at) {
    String here = at < text.length() ? text.substring(at, at + 1) : "";
    if (here.equals("\t") || problem.contains("'\\t'")) {
      return new Explained("a tab stands where blanks are wanted", "indent with blanks");
    }
    if (problem.contains("mapping values are not allowed")) {
      return new Explained(
          "a second ': ' in one value, or a line indented wrongly",
          "put quotes around a value that holds ': '");
    }
    if (problem.contains("expected ',' or")) {
      return new Explained(
          "no ',' or closing bracket where one is wanted",
          "close the bracket, or put quotes around a value that holds , [ ] { or }");
    }
    if (problem.contains("cannot start any token")) {
      return new Explained("a value cannot begin with '" + here + "'", "put quotes around it");
    }
    return unusual(problem);
  }

  private static Explained unusual(String problem) {
    if (problem.contains("expected <block end>")) {
      return new Explained(
          "a line is indented unlike its neighbours", "keys of one thing begin in one column");
    }
    if (problem.contains("could not find expected ':'")) {
      return new Explained("a key without ':'", "write key: value");
    }
    return new Explained(
        "this is no YAML: " + problem.lines().findFirst().orElse("").strip(),
        "check quotes, brackets and indentation");
  }
}
