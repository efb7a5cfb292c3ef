package dev.tidemill.model.read.yaml;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Finding.Severity;
import dev.tidemill.model.Position;
import dev.tidemill.model.value.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong with a definition; the same thing said twice is kept once. */
public final class Findings {

  private static final Comparator<Finding> BY_PLACE =
      Comparator.<Finding>comparingInt(finding -> finding.position().line())
          .thenComparingInt(finding -> finding.position().column())
          .thenComparing(Finding::code)
          .thenComparing(Finding::message);

  private final Set<String> unasked;
  private final Set<Finding> causes = new LinkedHashSet<>();
  private final Set<Finding> consequences = new LinkedHashSet<>();
  private final Set<String> said = new LinkedHashSet<>();

  /** Takes everything. */
  public Findings() {
    this(Set.of());
  }

  /** For a place where faults of these codes are none. */
  public Findings(Set<String> unasked) {
    this.unasked = Set.copyOf(unasked);
  }

  /** Whether faults of this code are to be looked for. */
  public boolean asksFor(String code) {
    return !unasked.contains(code);
  }

  /** What is wrong, and where. */
  public record At(String path, Position position, String value) {
    /** A scalar. */
    public static At of(String path, YamlScalar scalar) {
      return new At(path, scalar.position(), scalar.text());
    }
  }

  /** Adds an error. */
  public void error(String code, At at, String message, String hint) {
    add(Severity.ERROR, code, at, message, hint, Optional.empty());
  }

  /** Adds an error that one replacement mends for certain. */
  public void error(String code, At at, String message, String hint, String replacement) {
    add(Severity.ERROR, code, at, message, hint, Optional.of(replacement));
  }

  /** Adds a warning. */
  public void warning(String code, At at, String message, String hint) {
    add(Severity.WARNING, code, at, message, hint, Optional.empty());
  }

  /** Adds what a value's parser found, at the part of the scalar that it blames. */
  public void problem(String path, YamlScalar scalar, Problem problem) {
    Position position = scalar.position(problem.offset(), problem.length());
    boolean whole = position.equals(scalar.position()) && !scalar.isPlain();
    At at = new At(path, position, scalar.text());
    add(
        Severity.ERROR,
        problem.code(),
        at,
        problem.message(),
        problem.hint(),
        whole ? Optional.empty() : problem.replacement());
  }

  /** Adds what follows from a fault elsewhere; once for each cause and message. */
  public void consequence(String code, At at, String message, Position cause) {
    if (said.add(code + message + cause)) {
      consequences.add(
          new Finding(
              Severity.ERROR,
              code,
              at.path(),
              message,
              "",
              at.value(),
              at.position(),
              Optional.empty(),
              Optional.of(cause)));
    }
  }

  private void add(
      Severity severity,
      String code,
      At at,
      String message,
      String hint,
      Optional<String> replacement) {
    String key = code + at.position() + message;
    if (said.add(key)) {
      causes.add(
          new Finding(
              severity,
              code,
              at.path(),
              message,
              hint,
              at.value(),
              at.position(),
              replacement,
              Optional.empty()));
    }
  }

  /** Adds what another collection holds. */
  public void addAll(Findings others) {
    said.addAll(others.said);
    causes.addAll(others.causes);
    consequences.addAll(others.consequences);
  }

  /** Whether there is an error so far. */
  public boolean hasErrors() {
    return !consequences.isEmpty() || causes.stream().anyMatch(Finding::isError);
  }

  /** Causes by position, then what follows from them by position. */
  public List<Finding> sorted() {
    List<Finding> all = new ArrayList<>(causes.stream().sorted(BY_PLACE).toList());
    consequences.stream().sorted(BY_PLACE).forEach(all::add);
    return List.copyOf(all);
  }
}
