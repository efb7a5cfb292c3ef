package dev.tidemill.engine.plan;

import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.decode.SparkTypes;
import dev.tidemill.engine.kind.FilesTarget;
import dev.tidemill.engine.kind.Kind;
import dev.tidemill.engine.kind.KindBinder;
import dev.tidemill.engine.kind.StreamTarget;
import dev.tidemill.engine.kind.TableTarget;
import dev.tidemill.engine.transform.Transform;
import dev.tidemill.engine.transform.Transforms;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Plans the nodes of one job, each after its inputs. */
final class Planning {

  private final Pipeline pipeline;
  private final Job job;
  private final SparkSession session;
  private final SourceRows sources;
  private final BatchParameters batch;
  private final NodeRows nodeRows;

  private final Map<String, PlannedNode> planned = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  /** Where the fault lies for which a node was not planned, by node. */
  private final Map<String, Position> broken = new LinkedHashMap<>();

  private final Map<Position, List<Node>> notChecked = new LinkedHashMap<>();

  Planning(
      Pipeline pipeline,
      Job job,
      SparkSession session,
      SourceRows sources,
      BatchParameters batch,
      NodeRows nodeRows) {
    this.pipeline = pipeline;
    this.job = job;
    this.session = session;
    this.sources = sources;
    this.batch = batch;
    this.nodeRows = nodeRows;
  }

  /** Causes first, then what could not be checked because of them. */
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(findings);
    notChecked.forEach((cause, nodes) -> all.add(notChecked(nodes, cause)));
    return all;
  }

  private Finding notChecked(List<Node> nodes, Position cause) {
    String ids = nodes.stream().map(Node::id).collect(Collectors.joining(", "));
    return new Finding(
        Finding.Severity.ERROR,
        "not-checked",
        "jobs." + job.id() + ".nodes." + nodes.get(0).id(),
        "columns of " + ids,
        "",
        ids,
        nodes.get(0).position(),
        Optional.empty(),
        Optional.of(cause));
  }

  /** The nodes in the order of the file, if there is no error. */
  Optional<Map<String, PlannedNode>> run() {
    for (Node node : JobGraph.ordered(job)) {
      Optional<Position> cause =
          node.inputs().values().stream()
              .filter(input -> broken.containsKey(input.node()))
              .map(input -> broken.get(input.node()))
              .findFirst();
      if (cause.isPresent()) {
        broken.put(node.id(), cause.get());
        notChecked.computeIfAbsent(cause.get(), c -> new ArrayList<>()).add(node);
      } else {
        plan(node);
      }
    }
    if (!broken.isEmpty()) {
      return Optional.empty();
    }
    Map<String, PlannedNode> inFileOrder = new LinkedHashMap<>();
    job.nodes().keySet().forEach(id -> inFileOrder.put(id, planned.get(id)));
    return Optional.of(inFileOrder);
  }

  private void plan(Node node) {
    NodeFindings found = new NodeFindings(job, node);
    try {
      PlannedNode plan =
          switch (node.role()) {
            case SOURCE ->
                new SourceNodes(pipeline, sources).plan(node, nodeRows.observe(node.id()));
            case TRANSFORM -> transform(node, found);
            case TARGET -> target(node, found);
          };
      planned.put(node.id(), plan.giving(rows -> nodeRows.given(node.id(), rows)));
    } catch (NodeFault fault) {
      fault.note(found);
    }
    findings.addAll(found.all());
    found.all().stream()
        .filter(Finding::isError)
        .findFirst()
        .ifPresent(error -> broken.put(node.id(), error.position()));
  }

  private PlannedNode transform(Node node, NodeFindings found) {
    Transform transform = bind(node);
    Map<String, Dataset<Row>> inputs = new LinkedHashMap<>();
    List<Count> taken = new ArrayList<>();
    node.inputs()
        .forEach(
            (alias, input) -> {
              inputs.put(alias, planned.get(input.node()).rows());
              taken.add(planned.get(input.node()).out());
            });
    Dataset<Row> rows = transform.apply(new NodeInputs(session, inputs, batch, found));
    OutputChecks.check(transform, inputs.values(), rows, found);
    Count in = Count.sum(taken);
    if (found.hasErrors() || transform.rows() == Transform.Rows.SAME) {
      return new PlannedNode(rows, in, () -> counts(node, in, in, OptionalLong.of(0)), null);
    }
    Observed observed = nodeRows.observe(node.id());
    Count out = orZero(observed.count(0), in);
    boolean some = transform.rows() == Transform.Rows.SOME;
    return new PlannedNode(
        observed.over(rows, Observed.all().as("rows")),
        out,
        () ->
            counts(
                node,
                in,
                out,
                some ? Count.difference(in.value(), out.value()) : OptionalLong.empty()),
        null);
  }

  /** Spark takes a place out of the plan where it sees that no row can come: then there is none. */
  private static Count orZero(Count counted, Count in) {
    return () -> {
      OptionalLong value = counted.value();
      boolean nothing = value.isEmpty() && in.value().equals(OptionalLong.of(0));
      return nothing ? OptionalLong.of(0) : value;
    };
  }

  private static NodeCounts counts(Node node, Count in, Count out, OptionalLong dropped) {
    OptionalLong unknown = OptionalLong.empty();
    return new NodeCounts(node.id(), in.value(), out.value(), dropped, unknown, unknown);
  }

  private static Transform bind(Node node) {
    for (Class<? extends Record> type : Transforms.ALL) {
      if (type.getAnnotation(Kind.class).name().equals(node.kind())) {
        return (Transform) KindBinder.bind(node, type);
      }
    }
    throw new IllegalArgumentException("No transform " + node.kind());
  }

  private PlannedNode target(Node node, NodeFindings found) {
    PlannedNode input = planned.get(node.inputs().values().iterator().next().node());
    return switch (node.kind()) {
      case "table" -> table(node, input, found);
      case "stream" -> stream(node, input, found);
      case "files" -> files(node, input, found);
      default -> throw new IllegalArgumentException("No target " + node.kind());
    };
  }

  private PlannedNode table(Node node, PlannedNode input, NodeFindings found) {
    TableTarget target = KindBinder.bind(node, TableTarget.class);
    if (!target.mode().equals("append")) {
      throw NodeFault.of(
          "mode",
          Fault.of(
              "not-built",
              "mode '" + target.mode() + "' is not built yet",
              "it comes with the other node kinds",
              target.mode()));
    }
    Table table = pipeline.tables().get(target.table());
    TableColumns columns = new TableColumns(table, input.rows(), found);
    return target(node, columns.rows(), input.out(), columns.schema());
  }

  private PlannedNode stream(Node node, PlannedNode input, NodeFindings found) {
    StreamTarget target = KindBinder.bind(node, StreamTarget.class);
    Stream stream = pipeline.streams().get(target.stream());
    StreamColumns columns = new StreamColumns(stream, target.key(), input.rows(), found);
    return target(node, columns.rows(), input.out(), SparkTypes.of(stream.columns()));
  }

  private static PlannedNode files(Node node, PlannedNode input, NodeFindings found) {
    FilesTarget target = KindBinder.bind(node, FilesTarget.class);
    Dataset<Row> rows = new FileColumns(target, input.rows(), found).checked();
    return target(node, rows, input.out(), rows.schema());
  }

  private static PlannedNode target(Node node, Dataset<Row> rows, Count out, StructType schema) {
    return new PlannedNode(rows, out, () -> counts(node, out, out, OptionalLong.empty()), schema);
  }
}
