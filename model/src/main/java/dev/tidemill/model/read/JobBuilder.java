package dev.tidemill.model.read;

import dev.tidemill.model.Job;
import dev.tidemill.model.Job.After;
import dev.tidemill.model.Job.When;
import dev.tidemill.model.Node;
import dev.tidemill.model.Node.Role;
import dev.tidemill.model.NodeKind;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Position;
import dev.tidemill.model.RunState;
import dev.tidemill.model.Template;
import dev.tidemill.model.read.grammar.Inputs;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.grammar.Value.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes jobs with their nodes. */
final class JobBuilder {

  private final NodeKinds kinds;
  private final AwsBuilder aws;

  JobBuilder(NodeKinds kinds, AwsBuilder aws) {
    this.kinds = kinds;
    this.aws = aws;
  }

  Job build(String id, Fields job) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    Fields block = job.fields("nodes");
    block
        .things()
        .forEach((name, node) -> nodes.put(name, node(name, node, block.keys().get(name))));
    return new Job(
        id,
        job.leaf("enabled", Boolean.class).orElse(true),
        job.leaf("every", Duration.class),
        job.get("after").map(after -> after((Fields) after)),
        job.text("onArrival"),
        job.leaf("timeout", Duration.class),
        job.leaf("retries", Long.class).orElseThrow().intValue(),
        job.leaf("maxConcurrentRuns", Long.class).orElseThrow().intValue(),
        job.leaf("notifyDelayAfter", Duration.class),
        aws.job(job),
        Collections.unmodifiableMap(nodes),
        job.position());
  }

  private static After after(Fields after) {
    return new After(
        after.items("jobs").leaves(String.class),
        Leafs.word(When.class, after, "when"),
        Leafs.word(RunState.class, after, "state"));
  }

  private Node node(String id, Fields node, Position position) {
    for (Role role : Role.values()) {
      String kindName = node.text(role.name().toLowerCase(Locale.ROOT)).orElse("");
      if (!kindName.isEmpty()) {
        return node(id, node, position, kinds.find(role, kindName).orElseThrow());
      }
    }
    throw new IllegalStateException("Node without a role: " + id);
  }

  private static Node node(String id, Fields node, Position position, NodeKind kind) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Map<String, Position> positions = new LinkedHashMap<>();
    for (NodeKind.Field field : kind.fields()) {
      node.get(field.name()).ifPresent(value -> fields.put(field.name(), plain(value)));
      if (node.isGiven(field.name())) {
        node.get(field.name()).ifPresent(value -> positions.put(field.name(), value.position()));
      }
    }
    Map<String, Node.Input> inputs = new LinkedHashMap<>();
    node.leaf("input", Inputs.class)
        .ifPresent(
            all ->
                all.refs()
                    .forEach(
                        ref -> inputs.put(ref.alias(), new Node.Input(ref.node(), ref.output()))));
    return new Node(
        id,
        kind.role(),
        kind.name(),
        Collections.unmodifiableMap(inputs),
        Collections.unmodifiableMap(fields),
        Collections.unmodifiableMap(positions),
        position);
  }

  private static Object plain(Value value) {
    if (value instanceof Value.Items items) {
      List<Object> list = new ArrayList<>();
      items.values().forEach(each -> list.add(plain(each)));
      return Collections.unmodifiableList(list);
    }
    if (value instanceof Fields fields) {
      Map<String, Object> map = new LinkedHashMap<>();
      fields.values().forEach((key, each) -> map.put(key, plain(each)));
      return Collections.unmodifiableMap(map);
    }
    Object held = ((Value.Leaf) value).value();
    if (held instanceof Held any) {
      return any.value();
    }
    return held instanceof Template template ? template.toString() : held;
  }
}
