package dev.tidemill.model.change;

import dev.tidemill.model.Connection;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Finding.Severity;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.Store;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Table;
import dev.tidemill.model.change.Change.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Goes through two definitions side by side. */
final class Comparison {

  private static final Comparator<Finding> BY_PLACE =
      Comparator.<Finding>comparingInt(finding -> finding.position().line())
          .thenComparingInt(finding -> finding.position().column())
          .thenComparing(Finding::path);

  /**
   * What only a rehearsal or AWS reads, what has a place of its own, and what follows from another
   * key.
   */
  private static final Set<String> PASSED_OVER =
      Set.of("id", "description", "samples", "nodes", "portGiven", "aws");

  private final Pipeline running;
  private final Pipeline next;
  private final Function<String, Optional<Position>> places;
  private final List<Change> applied = new ArrayList<>();
  private final List<Finding> refused = new ArrayList<>();

  /**
   * @param places where the key of a path stands in the next definition, as far as that is known
   */
  Comparison(Pipeline running, Pipeline next, Function<String, Optional<Position>> places) {
    this.running = running;
    this.next = next;
    this.places = places;
  }

  Changes changes() {
    Optional<Refusal> other = Refusal.ofNames(running.names(), next.names());
    if (other.isPresent()) {
      refuse("pipeline", other.get(), top());
      return new Changes(applied, refused);
    }
    block("stores", Pipeline::stores);
    block("streams", Pipeline::streams);
    block("functions", Pipeline::functions);
    block("schedules", Pipeline::schedules);
    block("connections", Comparison::connections);
    block("tables", Pipeline::tables);
    block("jobs", Pipeline::jobs);
    keys("runtime", running.runtime(), next.runtime());
    return new Changes(applied, refused.stream().sorted(BY_PLACE).toList());
  }

  private static Map<String, Record> connections(Pipeline pipeline) {
    Map<String, Record> connections = new LinkedHashMap<>();
    pipeline.connections().forEach((id, connection) -> connections.put(id, (Record) connection));
    return connections;
  }

  private void block(String name, Function<Pipeline, Map<String, ? extends Record>> things) {
    Map<String, ? extends Record> before = things.apply(running);
    Map<String, ? extends Record> after = things.apply(next);
    after.forEach(
        (id, thing) -> {
          String path = name + "." + id;
          if (!before.containsKey(id)) {
            applied.add(Change.of(Kind.ADDED, path));
            return;
          }
          keys(path, before.get(id), thing);
          if (thing instanceof Job job) {
            nodes(path, ((Job) before.get(id)).nodes(), job.nodes());
          }
        });
    before.forEach(
        (id, thing) -> {
          if (!after.containsKey(id)) {
            removed(name + "." + id, thing);
          }
        });
  }

  private void removed(String path, Record thing) {
    Refusal.ofRemoval(thing)
        .ifPresentOrElse(
            refusal -> refuse(path, refusal, position(thing)),
            () -> applied.add(Change.of(Kind.REMOVED, path)));
  }

  private void keys(String path, Record before, Record after) {
    Map<String, Object> old = Plain.components(before);
    Plain.components(after)
        .forEach(
            (key, value) -> {
              if (!PASSED_OVER.contains(key) && !value.equals(old.get(key))) {
                changed(path + "." + key, after, Refusal.of(before, after, key));
              }
            });
  }

  private void changed(String path, Record thing, Optional<Refusal> refusal) {
    if (refusal.isEmpty()) {
      applied.add(Change.of(Kind.CHANGED, path));
    } else {
      refuse(path, refusal.get(), places.apply(path).orElse(position(thing)));
    }
  }

  private void nodes(String job, Map<String, Node> before, Map<String, Node> after) {
    after.forEach(
        (id, node) -> {
          String path = job + ".nodes." + id;
          if (!before.containsKey(id)) {
            applied.add(Change.of(Kind.ADDED, path));
          } else if (!Plain.equal(node, before.get(id))) {
            applied.add(Change.of(Kind.CHANGED, path));
          }
        });
    before.keySet().stream()
        .filter(id -> !after.containsKey(id))
        .forEach(id -> applied.add(Change.of(Kind.REMOVED, job + ".nodes." + id)));
  }

  private void refuse(String path, Refusal refusal, Position position) {
    refused.add(
        new Finding(
            Severity.ERROR,
            refusal.code(),
            path,
            refusal.message(),
            refusal.hint(),
            "",
            position,
            Optional.empty(),
            Optional.empty()));
  }

  /** Where the things stand of which anything is refused. */
  private Position position(Record thing) {
    if (thing instanceof Store store) {
      return store.position();
    }
    if (thing instanceof Stream stream) {
      return stream.position();
    }
    if (thing instanceof Connection connection) {
      return connection.position();
    }
    return thing instanceof Table table ? table.position() : top();
  }

  private Position top() {
    return places.apply("pipeline").orElse(new Position(next.file(), 1, 1, 1, 1));
  }
}
