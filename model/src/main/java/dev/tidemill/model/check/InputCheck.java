package dev.tidemill.model.check;

import dev.tidemill.model.Node.Role;
import dev.tidemill.model.check.JobGraph.GraphNode;
import dev.tidemill.model.read.grammar.Inputs;
import dev.tidemill.model.read.grammar.Words;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Ids;
import dev.tidemill.model.value.Suggest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What nodes read exists and has the output that they name. */
final class InputCheck {

  private final JobGraph graph;
  private final Findings findings;
  private boolean good = true;

  InputCheck(JobGraph graph, Findings findings) {
    this.graph = graph;
    this.findings = findings;
  }

  void check() {
    for (GraphNode node : graph.nodes().values()) {
      node.inputs().forEach(ref -> check(node, ref));
      outputNames(node);
    }
    if (good && !findings.hasErrors()) {
      graph.nodes().values().forEach(this::unreadOutputs);
    }
  }

  private void check(GraphNode reader, Inputs.Ref ref) {
    GraphNode read = graph.nodes().get(ref.node());
    At at = new At(graph.path(reader) + ".input", ref.position(), ref.text());
    if (read == null) {
      good = false;
      String hint =
          Suggest.nearest(ref.node(), graph.nodes().keySet())
              .map(near -> "did you mean '" + near + "'?")
              .orElse("there is " + Words.and(graph.nodes().keySet()));
      findings.error(
          "unknown-name",
          at,
          "no node '" + Words.cut(ref.node()) + "' in job " + graph.job(),
          hint);
    } else if (read.isTarget()) {
      good = false;
      findings.error(
          "unknown-output",
          at,
          "'" + read.id() + "' is a target and gives no rows",
          read.inputs().isEmpty()
              ? "read a source or a transform"
              : "read what it reads: " + read.inputs().get(0).text());
    } else if (read.kind().isPresent()) {
      output(read, ref, at);
    }
  }

  private void output(GraphNode read, Inputs.Ref ref, At at) {
    boolean itself = read.kind().orElseThrow().outputs().itself();
    List<String> outputs = read.outputs();
    if (ref.output().isEmpty() && !itself) {
      good = false;
      findings.error(
          "needs-output",
          at,
          "'" + read.id() + "' has several outputs",
          "write " + Words.or(outputs.stream().map(name -> read.id() + "." + name).toList()));
    } else if (!ref.output().isEmpty() && !outputs.contains(ref.output())) {
      good = false;
      String has =
          outputs.isEmpty() ? "it has but one: write " + read.id() : "it has " + Words.and(outputs);
      findings.error(
          "unknown-output",
          at,
          "'" + read.id() + "' has no output '" + Words.cut(ref.output()) + "'",
          has);
    }
  }

  private void outputNames(GraphNode node) {
    node.kind()
        .flatMap(kind -> kind.outputs().keysOf())
        .ifPresent(
            field ->
                node.fields()
                    .fields(field)
                    .keys()
                    .forEach(
                        (name, position) ->
                            Ids.check(IdKind.OUTPUT, "output", name)
                                .ifPresent(
                                    problem ->
                                        findings.error(
                                            problem.code(),
                                            new At(graph.path(node) + "." + field, position, name),
                                            problem.message(),
                                            problem.hint()))));
  }

  private void unreadOutputs(GraphNode node) {
    if (node.role().orElse(Role.TARGET) == Role.TARGET
        || node.kind().map(kind -> kind.outputs().itself()).orElse(true)) {
      return;
    }
    Set<String> read = new HashSet<>();
    graph.nodes().values().stream()
        .flatMap(each -> each.inputs().stream())
        .filter(ref -> ref.node().equals(node.id()))
        .forEach(ref -> read.add(ref.output()));
    for (String output : node.outputs()) {
      if (!read.contains(output) && !read.isEmpty()) {
        findings.warning(
            "unread-output",
            new At(graph.path(node), node.position(), node.id()),
            "nobody reads '" + node.id() + "." + output + "'",
            "its rows are counted and dropped");
      }
    }
  }
}
