package dev.tidemill.engine;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.GlueSettings;
import dev.tidemill.model.Job;
import dev.tidemill.model.Maintenance;
import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.Sql;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Table;
import dev.tidemill.model.read.DefinitionReader;
import dev.tidemill.model.value.ColumnTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipelines as the reader would give them: a stream of {@code id, name}, and jobs that copy it. */
public final class TestPipeline {

  private static final Position NOWHERE = new Position(Path.of("pipeline.yaml"), 1, 1, 1, 1);

  private final String id;
  private final String topic;
  private final Map<String, String> otherTopics = new LinkedHashMap<>();
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, Object> source = new LinkedHashMap<>();
  private Stream.OnBadRecord onBadRecord = Stream.OnBadRecord.DEAD_LETTER;

  private TestPipeline(String id, String topic) {
    this.id = id;
    this.topic = topic;
    source.put("stream", "events");
    source.put("startingOffsets", "earliest");
    source.put("maxPerBatch", 1_000_000L);
    source.put("metadata", List.of());
  }

  /** The database is {@code ID_local}; the stream's id is {@code events}. */
  public static TestPipeline of(String id, TestTopic topic) {
    return new TestPipeline(id, topic.name());
  }

  public static TestPipeline of(String id, String topic) {
    return new TestPipeline(id, topic);
  }

  public TestPipeline source(String field, Object value) {
    source.put(field, value);
    return this;
  }

  public TestPipeline onBadRecord(Stream.OnBadRecord policy) {
    onBadRecord = policy;
    return this;
  }

  /** Another stream of the same columns. */
  public TestPipeline stream(String stream, TestTopic topic) {
    return stream(stream, topic.name());
  }

  public TestPipeline stream(String stream, String topic) {
    otherTopics.put(stream, topic);
    return this;
  }

  public TestPipeline table(Table table) {
    tables.put(table.id(), table);
    return this;
  }

  /** A job that copies the stream into a table. */
  public TestPipeline job(String job, String table) {
    return job(job, toTable("to", "from", table));
  }

  /** A job of these nodes behind the source {@code from}. */
  public TestPipeline job(String job, Node... behind) {
    return jobOf(job, "events", behind);
  }

  /** A job of these nodes behind the source {@code from} of another stream. */
  public TestPipeline jobOf(String job, String stream, Node... behind) {
    Map<String, Object> fields = new LinkedHashMap<>(source);
    fields.put("stream", stream);
    List<Node> all = new ArrayList<>();
    all.add(node("from", Node.Role.SOURCE, "stream", Map.of(), fields));
    all.addAll(List.of(behind));
    return jobOf(job, all);
  }

  /** A job of these nodes. */
  public TestPipeline jobOf(String job, List<Node> all) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (Node node : all) {
      nodes.put(node.id(), node);
      if (node.fields().get("table") instanceof String table) {
        tables.putIfAbsent(table, plain(table));
      }
    }
    jobs.put(
        job,
        new Job(
            job,
            true,
            Optional.of(Duration.ofSeconds(60)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            1,
            Optional.empty(),
            GlueSettings.DEFAULT,
            nodes,
            NOWHERE));
    return this;
  }

  public static Node filter(String id, String input, String condition) {
    Sql sql = new Sql(condition, List.of(), NOWHERE, Optional.empty());
    return node(id, Node.Role.TRANSFORM, "filter", input(input), Map.of("condition", sql));
  }

  public static Node derived(String id, String input, String column, String expression) {
    Map<String, Object> fields =
        Map.of(
            "columns", Map.of(column, new Sql(expression, List.of(), NOWHERE, Optional.empty())));
    return node(id, Node.Role.TRANSFORM, "derivedColumn", input(input), fields);
  }

  public static Node sql(String id, String input, String query) {
    Sql sql = new Sql(query, List.of(), NOWHERE, Optional.empty());
    return node(id, Node.Role.TRANSFORM, "sql", input(input), Map.of("query", sql));
  }

  /** Another source, read from its beginning. */
  public static Node fromStream(String id, String stream) {
    Map<String, Object> fields =
        Map.of(
            "stream",
            stream,
            "startingOffsets",
            "earliest",
            "maxPerBatch",
            1_000_000L,
            "metadata",
            List.of());
    return node(id, Node.Role.SOURCE, "stream", Map.of(), fields);
  }

  public static Node toTable(String id, String input, String table) {
    Map<String, Object> fields = Map.of("table", table, "mode", "append");
    return node(id, Node.Role.TARGET, "table", input(input), fields);
  }

  /** A source of files below the pipeline's folder. */
  public static Node fromFiles(
      String id, String path, String format, Map<String, Object> options, String... columns) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", path);
    fields.put("format", format);
    fields.put("columns", columns(columns));
    if (!options.isEmpty()) {
      fields.put("options", options);
    }
    return node(id, Node.Role.SOURCE, "files", Map.of(), fields);
  }

  public static Node toFiles(String id, String input, String path, Map<String, Object> more) {
    Map<String, Object> fields = new LinkedHashMap<>(more);
    fields.put("path", path);
    fields.putIfAbsent("format", "parquet");
    return node(id, Node.Role.TARGET, "files", input(input), fields);
  }

  /** Columns as the definition has them: {@code id: long required}. */
  private static ColumnType.Struct columns(String... columns) {
    List<ColumnType.Column> all = new ArrayList<>();
    for (String column : columns) {
      String name = column.substring(0, column.indexOf(':'));
      ColumnTypes.TypedColumn typed =
          ColumnTypes.parse(name, column.substring(name.length() + 1).strip())
              .value()
              .orElseThrow();
      all.add(
          new ColumnType.Column(name, typed.type(), typed.required(), Optional.empty(), NOWHERE));
    }
    return new ColumnType.Struct(all);
  }

  public static Node toStream(String id, String input, String stream) {
    return node(id, Node.Role.TARGET, "stream", input(input), Map.of("stream", stream));
  }

  private static Map<String, Node.Input> input(String node) {
    return Map.of(node, new Node.Input(node, ""));
  }

  private static Node node(
      String id,
      Node.Role role,
      String kind,
      Map<String, Node.Input> inputs,
      Map<String, Object> fields) {
    return new Node(id, role, kind, inputs, fields, Map.of(), NOWHERE);
  }

  /** A table of the plan's columns, with the defaults. */
  public static Table plain(String table) {
    return new Table(
        table,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Table.OnSchemaChange.ADD,
        Optional.of(new Maintenance(Duration.ofHours(1), Duration.ofDays(7), Duration.ofDays(3))),
        NOWHERE);
  }

  /** A table of the stream's columns with all that a table can have. */
  public static Table declared(String table) {
    ColumnType.Column id =
        new ColumnType.Column(
            "id", ColumnType.Primitive.LONG, true, Optional.of("the number"), NOWHERE);
    ColumnType.Column name = column("name", ColumnType.Primitive.STRING, false);
    return new Table(
        table,
        Optional.of(new ColumnType.Struct(List.of(id, name))),
        List.of(),
        List.of(new Table.PartitionField(Table.PartitionTransform.BUCKET, "id", 4, NOWHERE)),
        List.of("name"),
        Map.of("colour", "blue"),
        Table.OnSchemaChange.ADD,
        Optional.empty(),
        NOWHERE);
  }

  public Pipeline build() {
    return build(Path.of(""));
  }

  /** In a folder. */
  public Pipeline build(Path folder) {
    return of(id, folder.resolve("pipeline.yaml").toAbsolutePath(), streams(), tables, jobs);
  }

  /** A pipeline of these things, all else as the reader gives it. */
  public static Pipeline of(
      String id,
      Path file,
      Map<String, Stream> streams,
      Map<String, Table> tables,
      Map<String, Job> jobs) {
    Pipeline rest = read("pipeline: " + id);
    return new Pipeline(
        id,
        file,
        rest.stage(),
        rest.description(),
        rest.build(),
        rest.parameters(),
        rest.stores(),
        streams,
        rest.functions(),
        rest.schedules(),
        rest.connections(),
        tables,
        jobs,
        rest.alarms(),
        rest.recipients(),
        rest.budget(),
        rest.load(),
        rest.runtime(),
        rest.aws(),
        rest.rehearsal(),
        rest.outside());
  }

  private static Pipeline read(String text) {
    try {
      Path file = Files.createTempFile("pipeline", ".yaml");
      try {
        Files.writeString(file, text);
        return new DefinitionReader(NodeKinds.onClassPath(), name -> null)
            .read(file, "local", Map.of())
            .pipeline()
            .orElseThrow();
      } finally {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Map<String, Stream> streams() {
    Map<String, Stream> streams = new LinkedHashMap<>();
    streams.put("events", declared("events", topic));
    otherTopics.forEach((stream, name) -> streams.put(stream, declared(stream, name)));
    return streams;
  }

  private Stream declared(String stream, String topic) {
    return new Stream(
        stream,
        new ColumnType.Struct(
            List.of(
                column("id", ColumnType.Primitive.LONG, true),
                column("name", ColumnType.Primitive.STRING, false))),
        1,
        Duration.ofDays(7),
        new DataSize(1024 * 1024),
        Optional.of("id"),
        topic,
        Optional.empty(),
        onBadRecord,
        List.of(),
        NOWHERE);
  }

  private static ColumnType.Column column(String name, ColumnType type, boolean required) {
    return new ColumnType.Column(name, type, required, Optional.empty(), NOWHERE);
  }
}
