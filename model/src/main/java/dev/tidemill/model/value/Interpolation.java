package dev.tidemill.model.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts with <code>${…}</code> in them. <code>$${</code> writes <code>${</code>, a lone <code>$
 * </code> is a <code>$</code>, nothing nests.
 */
public final class Interpolation {

  private static final Pattern NAME =
      Pattern.compile(
          "[a-z][A-Za-z0-9]*"
              + "|batch\\.(?:start|end|id)"
              + "|env:[A-Za-z_][A-Za-z0-9_]*(?::-.*)?"
              + "|secret:[a-z][a-z0-9]*(?:-[a-z0-9]+)*",
          Pattern.DOTALL);

  private Interpolation() {}

  /**
   * Splits a text at its references; neighbouring literals are joined, the empty text has no part.
   */
  public static Parsed<List<Part>> split(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("$${", at)) {
        literal.append("${");
        at += 3;
      } else if (text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
        Optional<Problem> problem = problem(text, at, end);
        if (problem.isPresent()) {
          return Parsed.wrong(problem.get());
        }
        flush(literal, parts);
        parts.add(new Part.Reference(text.substring(at + 2, end), at, end + 1));
        at = end + 1;
      } else {
        literal.append(text.charAt(at++));
      }
    }
    flush(literal, parts);
    return Parsed.of(List.copyOf(parts));
  }

  private static void flush(StringBuilder literal, List<Part> parts) {
    if (!literal.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private static Optional<Problem> problem(String text, int start, int end) {
    if (end < 0) {
      String rest = text.substring(start).lines().findFirst().orElse("");
      return Optional.of(
          bad(
              "'" + cut(rest) + "' has no closing brace",
              "write ${name}, or $${ for a '${' that stays",
              start,
              text.length() - start));
    }
    String name = text.substring(start + 2, end);
    if (name.contains("${")) {
      return Optional.of(
          bad(
              "'" + cut(text.substring(start, end + 1)) + "' stands in another '${'",
              "nothing nests: write one ${name}",
              start,
              end + 1 - start));
    }
    if (NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        bad("'${" + cut(name) + "}' is not a parameter", hint(name), start, end + 1 - start));
  }

  private static String hint(String name) {
    Optional<Problem> wrong = Ids.check(IdKind.PARAMETER, "parameter", name);
    boolean plain = name.matches("[A-Za-z0-9_. -]+");
    if (plain && wrong.isPresent() && wrong.get().hint().contains("write '")) {
      String meant = wrong.get().hint().replaceAll(".*write '(.*)'", "$1");
      return "write ${" + meant + "}, or $${ for a '${' that stays";
    }
    return "write ${name}, ${env:NAME}, ${env:NAME:-default} or ${secret:name}";
  }

  private static Problem bad(String message, String hint, int offset, int length) {
    return new Problem("bad-parameter", message, hint, offset, length, Optional.empty());
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= 40 ? line : line.substring(0, 40) + "…";
  }
}
