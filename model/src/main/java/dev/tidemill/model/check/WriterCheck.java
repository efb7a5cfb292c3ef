package dev.tidemill.model.check;

import dev.tidemill.model.Position;
import dev.tidemill.model.check.JobGraph.GraphNode;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.resolve.ResolvedDefinition;
import dev.tidemill.model.value.IdKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables have one writer, and those that are updated have keys. */
final class WriterCheck {

  private static final Set<String> BY_KEYS = Set.of("upsert", "merge");

  private final ResolvedDefinition definition;

  WriterCheck(ResolvedDefinition definition) {
    this.definition = definition;
  }

  private record Use(JobGraph graph, GraphNode node, String table, Position position) {}

  void check() {
    List<Use> writers = new ArrayList<>();
    List<Use> readers = new ArrayList<>();
    for (Map.Entry<String, Fields> job : definition.block("jobs").things().entrySet()) {
      JobGraph graph = JobGraph.of(job.getKey(), job.getValue(), definition);
      for (GraphNode node : graph.nodes().values()) {
        keys(graph, node);
        use(graph, node).ifPresent(use -> (node.isTarget() ? writers : readers).add(use));
      }
    }
    two(writers);
    if (!definition.findings().hasErrors()) {
      none(writers, readers);
    }
  }

  /** The pipeline's table that a node reads or writes. */
  private static Optional<Use> use(JobGraph graph, GraphNode node) {
    boolean table =
        node.kind().map(kind -> List.of("table", "lookup").contains(kind.name())).orElse(false);
    Optional<Value> value = table ? node.fields().get("table") : Optional.empty();
    return value.map(
        each -> new Use(graph, node, node.fields().text("table").orElse(""), each.position()));
  }

  private void two(List<Use> writers) {
    Map<String, Use> first = new LinkedHashMap<>();
    for (Use use : writers) {
      Use before = first.putIfAbsent(use.table(), use);
      if (before == null) {
        continue;
      }
      boolean same = before.graph().job().equals(use.graph().job());
      String name = (same ? "" : before.graph().job() + ".") + before.node().id();
      String place = before.position().line() + ":" + before.position().column();
      definition
          .findings()
          .error(
              "two-writers",
              at(use),
              "node " + name + " (" + place + ") writes " + use.table() + " too",
              "a table has one writer: unite the two before it");
    }
  }

  private static At at(Use use) {
    return new At(use.graph().path(use.node()) + ".table", use.position(), use.table());
  }

  private void none(List<Use> writers, List<Use> readers) {
    Set<String> written = new HashSet<>();
    writers.forEach(use -> written.add(use.table()));
    Fields tables = definition.block("tables");
    for (Use use : readers) {
      boolean external = tables.fields(use.table()).leaf("external", Boolean.class).orElse(false);
      if (!external && written.add(use.table())) {
        definition
            .findings()
            .error(
                "no-writer",
                at(use),
                "nobody writes the table " + use.table(),
                "add a target for it, or external: true if others write it");
      }
    }
    tables
        .things()
        .forEach(
            (id, table) -> {
              boolean external = table.leaf("external", Boolean.class).orElse(false);
              if (!external && !written.contains(id)) {
                definition
                    .findings()
                    .warning(
                        "no-writer",
                        new At("tables." + id, tables.keys().get(id), id),
                        "nobody writes the table " + id,
                        "add a target for it, or leave it out");
              }
            });
  }

  private void keys(JobGraph graph, GraphNode node) {
    Optional<Value> mode = node.fields().get("mode");
    String word = node.fields().text("mode").orElse("");
    if (!node.isTarget()
        || mode.isEmpty()
        || !BY_KEYS.contains(word)
        || node.fields().isGiven("keys")) {
      return;
    }
    Optional<String> table = node.fields().text("table");
    boolean own = node.fields().text("target").orElse("").equals("table");
    Optional<Fields> declared =
        table
            .flatMap(id -> definition.reading().names().alike(IdKind.TABLE, id))
            .map(id -> definition.block("tables").fields(id));
    if (own && (declared.isEmpty() || declared.get().isGiven("keys"))) {
      return;
    }
    definition
        .findings()
        .error(
            "missing-key",
            new At(graph.path(node) + ".mode", mode.get().position(), word),
            "mode '" + word + "' needs keys",
            "add keys: [...] here" + (own ? " or to the table" : ""));
  }
}
