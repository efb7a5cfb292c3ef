package dev.tidemill.model.read;

import dev.tidemill.model.DataSize;
import dev.tidemill.model.Position;
import dev.tidemill.model.check.BrokerStorage;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.grammar.Value.Leaf;
import dev.tidemill.model.resolve.ResolvedDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes out the defaults that follow from other keys, in a definition without errors. */
final class Derived {

  private final ResolvedDefinition definition;
  private final Fields root;

  private Derived(ResolvedDefinition definition) {
    this.definition = definition;
    this.root = definition.root();
  }

  static ResolvedDefinition of(ResolvedDefinition definition) {
    return new ResolvedDefinition(
        definition.file(),
        definition.stage(),
        definition.text(),
        definition.tree(),
        new Derived(definition).root(),
        definition.reading(),
        definition.stages());
  }

  private Fields root() {
    Optional<Value> notify = root.get("notify");
    Optional<Value> retention = root.fields("aws").get("logRetention");
    Fields derived = each(root, "alarms", alarm -> with(alarm, "notify", notify));
    derived = block(derived, "budget", budget -> with(budget, "notify", notify));
    derived = each(derived, "load", load -> with(load, "peak", load.get("rate")));
    derived =
        each(
            derived,
            "functions",
            function -> block(function, "aws", aws -> with(aws, "logRetention", retention)));
    return block(derived, "aws", aws -> block(zones(aws), "streams", this::storage));
  }

  /** With subnets given, each is in a zone of its own. */
  private static Fields zones(Fields aws) {
    return block(
        aws,
        "network",
        network -> {
          int subnets = network.items("subnets").values().size();
          long zones = subnets == 0 ? 2 : subnets;
          return with(network, "zones", leaf(zones, network.position()));
        });
  }

  private Fields storage(Fields streams) {
    boolean disks =
        streams.text("type").orElse("").equals("msk")
            && !streams.text("brokerType").orElse("").startsWith("express.");
    DataSize size = BrokerStorage.of(definition, streams).size();
    return disks ? with(streams, "storage", leaf(size, streams.position())) : streams;
  }

  private static Optional<Value> leaf(Object value, Position position) {
    return Optional.of(new Leaf(value, value.toString(), position));
  }

  private static Fields each(Fields fields, String key, UnaryOperator<Fields> change) {
    return block(
        fields,
        key,
        things -> {
          Fields changed = things;
          for (String id : things.things().keySet()) {
            changed = block(changed, id, change);
          }
          return changed;
        });
  }

  private static Fields block(Fields fields, String key, UnaryOperator<Fields> change) {
    if (!(fields.get(key).orElse(null) instanceof Fields block)) {
      return fields;
    }
    Map<String, Value> values = new LinkedHashMap<>(fields.values());
    values.put(key, change.apply(block));
    return new Fields(values, fields.keys(), fields.position());
  }

  private static Fields with(Fields fields, String key, Optional<Value> value) {
    if (value.isEmpty() || fields.get(key).isPresent()) {
      return fields;
    }
    Map<String, Value> values = new LinkedHashMap<>(fields.values());
    values.put(key, value.get());
    return new Fields(values, fields.keys(), fields.position());
  }
}
