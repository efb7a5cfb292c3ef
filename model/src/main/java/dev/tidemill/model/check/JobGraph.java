package dev.tidemill.model.check;

import dev.tidemill.model.Node.Role;
import dev.tidemill.model.NodeKind;
import dev.tidemill.model.Position;
import dev.tidemill.model.read.grammar.Inputs;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.resolve.ResolvedDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The nodes of a job and who reads whom, as far as they could be read. */
record JobGraph(String job, Fields fields, Map<String, GraphNode> nodes) {

  /**
   * A node.
   *
   * @param role empty if it has none
   * @param kind empty if there is no such kind
   * @param readable whether all that says what it reads could be read
   */
  record GraphNode(
      String id,
      Position position,
      Optional<Role> role,
      Optional<NodeKind> kind,
      List<Inputs.Ref> inputs,
      Fields fields,
      boolean readable) {

    boolean isTarget() {
      return role.isPresent() && role.get() == Role.TARGET;
    }

    /** The position of the word that says its kind. */
    Position kindPosition() {
      return role.flatMap(each -> fields.get(key(each)))
          .map(value -> value.position())
          .orElse(position);
    }

    /** The names of its outputs, besides itself. */
    List<String> outputs() {
      if (kind.isEmpty()) {
        return List.of();
      }
      List<String> outputs = new ArrayList<>();
      kind.get()
          .outputs()
          .keysOf()
          .ifPresent(field -> outputs.addAll(fields.fields(field).keys().keySet()));
      outputs.addAll(kind.get().outputs().names());
      return outputs;
    }
  }

  private static String key(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  static JobGraph of(String id, Fields job, ResolvedDefinition definition) {
    Map<String, GraphNode> nodes = new LinkedHashMap<>();
    Fields block = job.fields("nodes");
    block
        .keys()
        .forEach(
            (name, position) ->
                nodes.put(name, node(name, position, block.fields(name), definition)));
    return new JobGraph(id, job, nodes);
  }

  private static GraphNode node(
      String id, Position position, Fields fields, ResolvedDefinition definition) {
    Optional<Role> role = Optional.empty();
    Optional<NodeKind> kind = Optional.empty();
    for (Role each : Role.values()) {
      Optional<String> name = fields.text(key(each));
      if (name.isPresent()) {
        role = Optional.of(each);
        kind = definition.reading().kinds().find(each, name.get());
      }
    }
    Optional<Inputs> inputs = fields.leaf("input", Inputs.class);
    boolean readable = role.isPresent() && (role.get() == Role.SOURCE || inputs.isPresent());
    List<Inputs.Ref> refs = inputs.map(Inputs::refs).orElse(List.of());
    return new GraphNode(id, position, role, kind, refs, fields, readable);
  }

  String path(GraphNode node) {
    return "jobs." + job + ".nodes." + node.id();
  }

  /** Whether every node says what it reads, and there is one of that name. */
  boolean isComplete() {
    return nodes.values().stream()
        .allMatch(
            node ->
                node.readable()
                    && node.inputs().stream().allMatch(ref -> nodes.containsKey(ref.node())));
  }

  /** A node and all that get rows from it, in the order of the file. */
  List<GraphNode> from(GraphNode start) {
    Set<String> reached = new LinkedHashSet<>(Set.of(start.id()));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (GraphNode node : nodes.values()) {
        boolean reads = node.inputs().stream().anyMatch(ref -> reached.contains(ref.node()));
        grown |= reads && reached.add(node.id());
      }
    }
    return nodes.values().stream().filter(node -> reached.contains(node.id())).toList();
  }
}
