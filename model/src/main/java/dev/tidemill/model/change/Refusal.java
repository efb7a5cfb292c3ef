package dev.tidemill.model.change;

import dev.tidemill.model.Connection;
import dev.tidemill.model.Names;
import dev.tidemill.model.RuntimeSettings;
import dev.tidemill.model.Store;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Table;
import java.util.Optional;

/** Why a running pipeline does not take a difference, and what to do. */
record Refusal(String code, String message, String hint) {

  /** Of another pipeline or stage, whose things all have other names. */
  static Optional<Refusal> ofNames(Names running, Names next) {
    return running.equals(next)
        ? Optional.empty()
        : Optional.of(
            afterRestart(
                "the pipeline is %s in stage %s now, not %s in stage %s"
                    .formatted(
                        next.pipeline(), next.stage(), running.pipeline(), running.stage())));
  }

  /** Of a thing that is gone; empty if it may go. */
  static Optional<Refusal> ofRemoval(Record thing) {
    if (thing instanceof Store store) {
      return gone("store " + store.id());
    }
    if (thing instanceof Stream stream) {
      return gone("stream " + stream.id());
    }
    return thing instanceof Table table ? gone("table " + table.id()) : Optional.empty();
  }

  private static Optional<Refusal> gone(String name) {
    return Optional.of(afterRestart(name + " is gone, but it holds data"));
  }

  /** Of a key that has another value; empty if it may have it. */
  static Optional<Refusal> of(Record before, Record after, String key) {
    if (before instanceof Store old && after instanceof Store now) {
      return ofStore(old, now, key);
    }
    if (before instanceof Stream old && after instanceof Stream now) {
      return ofStream(old, now, key);
    }
    if (before instanceof Table old && after instanceof Table now) {
      return ofTable(old, now, key);
    }
    if (after instanceof Connection now) {
      return Optional.of(
          afterRestart("connection " + now.id() + " is in use, and has another " + key));
    }
    boolean once = before instanceof RuntimeSettings && !key.equals("history");
    return once ? Optional.of(afterRestart("runtime: another " + key)) : Optional.empty();
  }

  /** DynamoDB sets keys when it makes a table; a time to live may come later. */
  private static Optional<Refusal> ofStore(Store old, Store now, String key) {
    boolean late = key.equals("ttl") && old.ttl().isEmpty();
    return late
        ? Optional.empty()
        : Optional.of(made("store " + now.id() + " was made with another " + key));
  }

  private static Optional<Refusal> ofStream(Stream old, Stream now, String key) {
    String name = "stream " + now.id();
    return switch (key) {
      case "partitions" ->
          now.partitions() > old.partitions()
              ? Optional.empty()
              : Optional.of(
                  new Refusal(
                      "shrinks",
                      "%s has %d partitions, not %d"
                          .formatted(name, old.partitions(), now.partitions()),
                      "partitions only ever grow: write " + old.partitions() + " or more"));
      case "columns" ->
          ColumnChange.hindering(old.columns(), now.columns(), false)
              .map(change -> afterRestart(name + ", whose messages wait: " + change));
      case "connection" -> Optional.of(afterRestart(name + " is in another Kafka"));
      case "topic" ->
          Optional.of(afterRestart(name + " is the topic " + now.topic() + ", not " + old.topic()));
      default -> Optional.empty();
    };
  }

  private static Optional<Refusal> ofTable(Table old, Table now, String key) {
    String name = "table " + now.id();
    return switch (key) {
      case "keys" -> Optional.of(afterRestart(name + " has other keys"));
      case "partitionBy" -> Optional.of(made(name + " was made with another partitionBy"));
      case "columns" ->
          old.columns()
              .flatMap(from -> now.columns().flatMap(to -> ColumnChange.hindering(from, to, true)))
              .map(change -> made(name + ": " + change));
      default -> Optional.empty();
    };
  }

  private static Refusal afterRestart(String message) {
    return new Refusal("needs-restart", message, "stop 'tidemill up' and start it again");
  }

  private static Refusal made(String message) {
    return new Refusal(
        "made-otherwise",
        message,
        "write it as it was, or make another one and move what it holds");
  }
}
