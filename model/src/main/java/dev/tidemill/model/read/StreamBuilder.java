package dev.tidemill.model.read;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Store;
import dev.tidemill.model.Stream;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes streams and stores. */
final class StreamBuilder {

  private final Path folder;

  StreamBuilder(Path folder) {
    this.folder = folder;
  }

  Stream stream(String id, Fields stream) {
    return new Stream(
        id,
        stream.leaf("columns", ColumnType.Struct.class).orElseThrow(),
        stream.leaf("partitions", Long.class).orElseThrow().intValue(),
        stream.leaf("retention", Duration.class).orElseThrow(),
        stream.leaf("maxMessage", DataSize.class).orElseThrow(),
        stream.text("key"),
        stream.text("topic").orElse(id),
        stream.text("connection"),
        Leafs.word(Stream.OnBadRecord.class, stream, "onBadRecord"),
        PipelineBuilder.samples(stream, folder),
        stream.position());
  }

  Store store(String id, Fields store) {
    Map<String, Store.Index> indexes = new LinkedHashMap<>();
    store
        .fields("indexes")
        .things()
        .forEach(
            (name, index) ->
                indexes.put(
                    name,
                    new Store.Index(
                        attribute(index, "partitionKey").orElseThrow(),
                        attribute(index, "sortKey"))));
    return new Store(
        id,
        attribute(store, "partitionKey").orElseThrow(),
        attribute(store, "sortKey"),
        Collections.unmodifiableMap(indexes),
        store.text("ttl"),
        PipelineBuilder.samples(store, folder),
        store.position());
  }

  private static Optional<Store.Attribute> attribute(Fields thing, String key) {
    return thing.fields(key).values().entrySet().stream()
        .findFirst()
        .map(entry -> new Store.Attribute(entry.getKey(), type(entry.getValue())));
  }

  private static Store.Type type(Value value) {
    String word = (String) ((Value.Leaf) value).value();
    return Store.Type.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
