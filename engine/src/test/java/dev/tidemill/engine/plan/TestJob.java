package dev.tidemill.engine.plan;

import dev.tidemill.engine.SharedSpark;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.model.Finding;
import dev.tidemill.model.GlueSettings;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKind;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.Sql;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A job of one pipeline, written down node by node, with messages for its streams. */
final class TestJob {

  static final Path FILE = Path.of("pipeline.yaml");
  static final BatchParameters BATCH =
      new BatchParameters(
          Instant.parse("2026-11-13T02:14:00Z"), Instant.parse("2026-11-13T02:15:00Z"), 17);

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w.]+)}");
  private static final StructType MESSAGES =
      StructType.fromDDL(
          "key binary, value binary, topic string, partition int, offset bigint,"
              + " timestamp timestamp");

  private final Map<String, Stream> streams = new LinkedHashMap<>();
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, List<Row>> messages = new LinkedHashMap<>();
  private int line = 10;

  TestJob stream(Stream stream, String... values) {
    streams.put(stream.id(), stream);
    List<Row> rows = new ArrayList<>();
    for (String value : values) {
      byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
      rows.add(
          RowFactory.create(
              null,
              bytes,
              stream.topic(),
              0,
              (long) rows.size(),
              java.sql.Timestamp.from(Instant.parse("2026-11-13T02:14:30Z"))));
    }
    messages.put(stream.id(), rows);
    return this;
  }

  TestJob table(Table table) {
    tables.put(table.id(), table);
    return this;
  }

  TestJob source(String id, String stream, String... metadata) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("stream", stream);
    fields.put("startingOffsets", "earliest");
    fields.put("maxPerBatch", 1_000_000L);
    fields.put("metadata", List.of(metadata));
    return node(id, Node.Role.SOURCE, "stream", Map.of(), fields);
  }

  /** A transform; {@code input} is one node, or {@code alias=node} several times. */
  TestJob transform(String id, String kind, String input, Map<String, Object> fields) {
    return node(id, Node.Role.TRANSFORM, kind, inputs(input), fields);
  }

  TestJob target(String id, String input, String table) {
    tables.computeIfAbsent(table, TestJob::plainTable);
    return node(
        id, Node.Role.TARGET, "table", inputs(input), fields("table", table, "mode", "append"));
  }

  static Table plainTable(String id) {
    return new Table(
        id,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Table.OnSchemaChange.ADD,
        Optional.empty(),
        position(3, 3, 4));
  }

  private static Map<String, Node.Input> inputs(String input) {
    Map<String, Node.Input> inputs = new LinkedHashMap<>();
    for (String part : input.split(" ", -1)) {
      String[] aliasAndNode = part.split("=", -1);
      inputs.put(aliasAndNode[0], new Node.Input(aliasAndNode[aliasAndNode.length - 1], ""));
    }
    return inputs;
  }

  private TestJob node(
      String id,
      Node.Role role,
      String kind,
      Map<String, Node.Input> inputs,
      Map<String, Object> fields) {
    line++;
    Map<String, Object> all = new LinkedHashMap<>(fields);
    NodeKind description = NodeKinds.onClassPath().find(role, kind).orElseThrow();
    for (NodeKind.Field field : description.fields()) {
      if (field.type() == NodeKind.FieldType.COLUMNS) {
        all.putIfAbsent(field.name(), List.of());
      }
    }
    Map<String, Position> positions = new LinkedHashMap<>();
    fields.keySet().forEach(field -> positions.put(field, position(line, 30, 10)));
    nodes.put(id, new Node(id, role, kind, inputs, all, positions, position(line, 5, 4)));
    return this;
  }

  static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  static Map<String, Sql> byName(String... namesAndSql) {
    Map<String, Sql> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndSql.length; i += 2) {
      map.put(namesAndSql[i], sql(namesAndSql[i + 1]));
    }
    return map;
  }

  /** SQL that stands bare at line 20, column 40; what is in {@code values} are its parameters. */
  static Sql sql(String text, Object... values) {
    List<Sql.Placeholder> placeholders = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    int next = 0;
    while (matcher.find()) {
      boolean batch = matcher.group(1).startsWith("batch.");
      placeholders.add(
          new Sql.Placeholder(
              matcher.start(),
              matcher.end(),
              matcher.group(1),
              batch ? Optional.empty() : Optional.of(values[next++])));
    }
    int length = text.codePointCount(0, text.length());
    return new Sql(text, placeholders, position(20, 40, length), Optional.empty());
  }

  static Position position(int line, int column, int length) {
    return new Position(FILE, line, column, line, column + length);
  }

  Job job() {
    return new Job(
        "orders",
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
        position(9, 3, 6));
  }

  Pipeline pipeline() {
    return TestPipeline.of("shop", FILE.toAbsolutePath(), streams, tables, Map.of("orders", job()));
  }

  CountedPlan plan() {
    return JobPlanner.plan(
        pipeline(), job(), SharedSpark.session(), this::messages, BATCH, shared());
  }

  Shared shared() {
    return JobPlanner.share(pipeline(), job(), SharedSpark.session());
  }

  private Dataset<Row> messages(Node source) {
    List<Row> rows = messages.get((String) source.fields().get("stream"));
    // A shuffle, so that the optimizer cannot compute the whole plan by itself.
    return SharedSpark.session().createDataFrame(rows, MESSAGES).repartition(2);
  }

  List<Finding> check() {
    return JobPlanner.check(pipeline(), job(), SharedSpark.session());
  }
}
