package dev.tidemill.model.check;

import dev.tidemill.model.NodeKind;
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

/** Tables, streams and folders have one writer, and tables that are updated have keys. */
final class WriterCheck {

  private static final Set<String> BY_KEYS = Set.of("upsert", "merge");
  private static final Set<String> TABLES = Set.of("table", "lookup");

  private final ResolvedDefinition definition;

  WriterCheck(ResolvedDefinition definition) {
    this.definition = definition;
  }

  /** A node that names a table, stream or folder; {@code key} is the field that does. */
  private record Use(JobGraph graph, GraphNode node, String key, String name, Position position) {}

  void check() {
    List<Use> writers = new ArrayList<>();
    List<Use> readers = new ArrayList<>();
    for (Map.Entry<String, Fields> job : definition.block("jobs").things().entrySet()) {
      JobGraph graph = JobGraph.of(job.getKey(), job.getValue(), definition);
      for (GraphNode node : graph.nodes().values()) {
        keys(graph, node);
        if (node.isTarget()) {
          named(graph, node).ifPresent(writers::add);
        } else if (isOf(node, TABLES)) {
          use(graph, node, "table").ifPresent(readers::add);
        }
        fileByFile(graph, node);
      }
    }
    two(writers);
    if (!definition.findings().hasErrors()) {
      none(writers, readers);
    }
  }

  /** What a target writes, by the kinds that have one writer. */
  private static Optional<Use> named(JobGraph graph, GraphNode node) {
    return switch (node.kind().map(NodeKind::name).orElse("")) {
      case "table" -> use(graph, node, "table");
      case "stream" -> use(graph, node, "stream");
      case "files" -> use(graph, node, "path");
      default -> Optional.empty();
    };
  }

  private static boolean isOf(GraphNode node, Set<String> kinds) {
    return node.kind().map(kind -> kinds.contains(kind.name())).orElse(false);
  }

  private static Optional<Use> use(JobGraph graph, GraphNode node, String key) {
    return node.fields()
        .get(key)
        .map(
            value ->
                new Use(graph, node, key, node.fields().text(key).orElse(""), value.position()));
  }

  /** Two paths of one folder are one name. */
  private static String identity(Use use) {
    String name = use.key().equals("path") ? use.name().replaceAll("/+$", "") : use.name();
    return use.key() + " " + name.replaceFirst("^(\\./+)+", "");
  }

  /** A batch of one file appears at once, one of several does not. */
  private void fileByFile(JobGraph graph, GraphNode node) {
    Optional<Value> partitions = node.fields().get("partitionBy");
    if (node.isTarget() && isOf(node, Set.of("files")) && partitions.isPresent()) {
      definition
          .findings()
          .warning(
              "file-by-file",
              new At(graph.path(node) + ".partitionBy", partitions.get().position(), ""),
              "a batch of " + node.id() + " has a file for each value and appears file by file",
              "who needs whole batches reads a table");
    }
  }

  private void two(List<Use> writers) {
    Map<String, Use> first = new LinkedHashMap<>();
    for (Use use : writers) {
      Use before = first.putIfAbsent(identity(use), use);
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
              "node " + name + " (" + place + ") writes " + use.name() + " too",
              "a "
                  + (use.key().equals("path") ? "folder" : use.key())
                  + " has one writer: unite the two before it");
    }
  }

  private static At at(Use use) {
    return new At(use.graph().path(use.node()) + "." + use.key(), use.position(), use.name());
  }

  private void none(List<Use> writers, List<Use> readers) {
    Set<String> written = new HashSet<>();
    writers.stream()
        .filter(use -> use.key().equals("table"))
        .forEach(use -> written.add(use.name()));
    Fields tables = definition.block("tables");
    for (Use use : readers) {
      boolean external = tables.fields(use.name()).leaf("external", Boolean.class).orElse(false);
      if (!external && written.add(use.name())) {
        definition
            .findings()
            .error(
                "no-writer",
                at(use),
                "nobody writes the table " + use.name(),
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
