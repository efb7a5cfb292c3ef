package dev.tidemill.engine.plan;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Finding.Severity;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Position;
import dev.tidemill.model.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong in one node, with places in the definition. */
final class NodeFindings {

  private final Node node;
  private final String path;
  private final List<Finding> findings = new ArrayList<>();

  NodeFindings(Job job, Node node) {
    this.node = node;
    this.path = "jobs." + job.id() + ".nodes." + node.id();
  }

  List<Finding> all() {
    return findings;
  }

  boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }

  /** An error in a field; {@code aggregates.runs} stands for an entry of a map. */
  void error(String field, Fault fault) {
    add(Severity.ERROR, field, fault, position(field));
  }

  /** An error or a warning in SQL, at the very word where that is known. */
  void add(Severity severity, String field, Sql sql, Fault fault) {
    Optional<Position> exact = fault.offset().flatMap(offset -> within(sql, offset, fault));
    Fault placed = fault;
    if (exact.isEmpty() && fault.line().isPresent()) {
      String where =
          " (line %d, column %d of the SQL)"
              .formatted(fault.line().get(), fault.column().orElse(1));
      placed = Fault.of(fault.code(), fault.message() + where, fault.hint(), fault.value());
    }
    add(severity, field, placed, exact.orElse(sql.position()));
  }

  /** An error at a place outside of the node's own fields. */
  void errorAt(Position position, String thing, Fault fault) {
    findings.add(
        new Finding(
            Severity.ERROR,
            fault.code(),
            thing,
            fault.message(),
            fault.hint(),
            fault.value(),
            position,
            Optional.empty(),
            Optional.empty()));
  }

  private void add(Severity severity, String field, Fault fault, Position position) {
    findings.add(
        new Finding(
            severity,
            fault.code(),
            field.isEmpty() ? path : path + "." + field,
            fault.message(),
            fault.hint(),
            fault.value(),
            position,
            Optional.empty(),
            Optional.empty()));
  }

  private Position position(String field) {
    int dot = field.indexOf('.');
    String name = dot < 0 ? field : field.substring(0, dot);
    return node.positions().getOrDefault(name, node.position());
  }

  /**
   * A place within SQL, if the definition shows the SQL letter by letter: on one line, bare or
   * between quotes without escapes.
   */
  private static Optional<Position> within(Sql sql, int offset, Fault fault) {
    Position whole = sql.position();
    int length = sql.text().codePointCount(0, sql.text().length());
    int shown = whole.endColumn() - whole.column();
    boolean oneLine = whole.line() == whole.endLine();
    if (!oneLine || (shown != length && shown != length + 2) || offset > length) {
      return Optional.empty();
    }
    int begin = whole.column() + offset + (shown == length ? 0 : 1);
    int value = fault.value().codePointCount(0, fault.value().length());
    int end = Math.min(begin + Math.max(1, value), whole.endColumn());
    return Optional.of(new Position(whole.file(), whole.line(), begin, whole.line(), end));
  }
}
