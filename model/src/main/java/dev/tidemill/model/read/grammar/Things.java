package dev.tidemill.model.read.grammar;

import static dev.tidemill.model.read.grammar.Key.key;

import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.PartitionFields;
import java.util.ArrayList;
import java.util.List;

/** The shapes of what a pipeline is made of. */
final class Things {

  private static final Shape ATTRIBUTE =
      Shorthands.attribute(ByIdShape.free("attribute", Leaves.word("string", "number", "binary")));

  private static final Shape SAMPLES = new ListShape(PathShape.samples());

  static final Shape PARAMETER =
      Shorthands.of(
          "default",
          BlockShape.of(
              "the parameter",
              key("description", Leaves.text()),
              key("type", Leaves.word(Parameters.TYPES)),
              key("default", Leaves.text()),
              key("values", new ListShape(Leaves.text())),
              key("min", Leaves.text()),
              key("max", Leaves.text())));

  private static final BlockShape INDEX =
      BlockShape.of(
          "the index",
          key("partitionKey", ATTRIBUTE).required("add partitionKey: an attribute"),
          key("sortKey", ATTRIBUTE));

  static final BlockShape STORE =
      BlockShape.of(
          "the store",
          key("description", Leaves.text()),
          key("partitionKey", ATTRIBUTE)
              .required("add partitionKey: the attribute that tells items apart")
              .inEveryStage(),
          key("sortKey", ATTRIBUTE).inEveryStage(),
          key("indexes", ByIdShape.ours("index", INDEX)),
          key("ttl", Leaves.text()),
          key("samples", SAMPLES));

  static final BlockShape STREAM =
      BlockShape.of(
          "the stream",
          key("description", Leaves.text()),
          key("columns", new ColumnsShape())
              .required("add columns: the shape of a message, for example { id: string required }")
              .inEveryStage(),
          key("format", later(4, List.of("json"), "json", "csv", "avro", "protobuf", "bytes"))
              .inEveryStage()
              .or("json"),
          key("schema", Leaves.text()).from(4),
          key("partitions", Leaves.integer(1, 10_000)).or("1"),
          key("retention", Leaves.duration("1s", "36500d")).or("7d"),
          key("maxMessage", Leaves.size("1B", "1GB")).or("1MB"),
          key("key", RawShape.column()),
          key(
              "topic",
              Leaves.form(
                  "bad-name",
                  "(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}",
                  "the name of a topic",
                  "Kafka takes letters, digits, '.', '_' and '-', at most 249")),
          key("connection", RawShape.reference(IdKind.CONNECTION)),
          key("onBadRecord", Leaves.word("deadLetter", "fail", "drop")).or("deadLetter"),
          key("samples", SAMPLES));

  private static final Shape FUNCTION_SAMPLE =
      Shorthands.of(
          "file",
          BlockShape.of(
              "the sample",
              key("description", Leaves.text()),
              key("file", PathShape.samples()).required("add file: a path"),
              key(
                      "expect",
                      Leaves.form(
                          "unknown-word",
                          "success|error|[A-Za-z_$][A-Za-z0-9_$.]*",
                          "an outcome",
                          "write success, error or the type of the error"))
                  .or("success"),
              key("as", Leaves.word("event", "url")).or("event")));

  static final BlockShape FUNCTION =
      BlockShape.of(
              "the function",
              key("description", Leaves.text()),
              key(
                      "handler",
                      Leaves.form(
                          "bad-name",
                          "\\S{1,128}",
                          "a handler",
                          "Lambda takes at most 128 characters, none of them blank"))
                  .required(
                      "add the class that is called, for example handler: com.example.PutUser")
                  .inEveryStage(),
              key("code", PathShape.later()),
              key("runtime", Elsewhere.runtimeName()).or("java17"),
              key("command", Leaves.text()),
              key("memory", Leaves.size("128MB", "10240MB")).or("512MB"),
              key("timeout", Leaves.duration("1s", "15m")).or("30s"),
              key("concurrency", Leaves.integer(1, 1000)),
              key("uses", new UsesShape()),
              key("executionLog", RawShape.reference(IdKind.STREAM)),
              key("environment", ByIdShape.free("variable", new TemplateShape(false))),
              key("url", Elsewhere.URL),
              key("retry", Elsewhere.retry("0", "2", "2", "6h", "1m", "6h")).or("{}"),
              key("onFailure", RawShape.reference(IdKind.STREAM)),
              key("samples", new ListShape(FUNCTION_SAMPLE)),
              key("schedule", Shorthands.of("expression", schedule(false))),
              key("aws", AwsShapes.FUNCTION).or("{}"))
          .with(FunctionCode::check)
          .with(FunctionEnvironment::check);

  static final BlockShape TABLE =
      BlockShape.of(
          "the table",
          key("description", Leaves.text()),
          key("columns", new ColumnsShape()).inEveryStage(),
          key("keys", new ListShape(RawShape.column())).inEveryStage(),
          key(
                  "partitionBy",
                  new ListShape(
                      Leaves.of(
                          (label, text) ->
                              PartitionFields.parse(label, text)
                                  .map(field -> new Value.Written(field, text)),
                          Value.Written::text)))
              .inEveryStage(),
          key("sortBy", new ListShape(RawShape.column())).inEveryStage(),
          key("external", Leaves.bool()).from(4),
          key("database", RawShape.reference(IdKind.DATABASE)).from(4),
          key("onSchemaChange", later(4, List.of("add"), "add", "refuse", "ignore")).or("add"),
          key("properties", ByIdShape.free("property", Leaves.text())),
          key("maintenance", Elsewhere.MAINTENANCE).or("{}"));

  static final BlockShape JOB =
      BlockShape.of(
          "the job",
          key("description", Leaves.text()),
          key("nodes", ByIdShape.fixed(IdKind.NODE, "node", new NodeShape()))
              .required("add nodes: a source, transforms, a target")
              .inEveryStage(),
          key("enabled", Leaves.bool()).or("true"),
          key("every", Leaves.duration("1s", "24h")),
          key("schedule", Shorthands.of("expression", schedule(false))),
          key("after", Elsewhere.AFTER),
          key("onArrival", RawShape.column()),
          key("timeout", Leaves.duration("1s", "7d")),
          key("retries", Leaves.integer(0, 10)).or("0"),
          key("maxConcurrentRuns", Leaves.integer(1, 1000)).or("1"),
          key("notifyDelayAfter", Leaves.duration("1m", "7d")),
          key("aws", AwsShapes.JOB));

  static final BlockShape REHEARSAL =
      BlockShape.of(
          "the rehearsal",
          key("description", Leaves.text()),
          key("at", Leaves.instant()),
          key("timeout", Leaves.duration("1s", "24h")).or("5m"),
          key("rows", Leaves.integer(0, 1000)).or("5"),
          key("secrets", ByIdShape.of(IdKind.SECRET, "secret", new SecretValueShape())),
          key("expect", ByIdShape.free("expectation", new SqlShape(false))));

  private Things() {}

  private static Shape later(int slice, List<String> now, String... words) {
    return new LaterWordShape(Leaves.word(words), now, slice);
  }

  /**
   * A schedule.
   *
   * @param alone whether it stands at the top and says what it sets off
   */
  static BlockShape schedule(boolean alone) {
    List<Key> keys = new ArrayList<>();
    keys.add(key("description", Leaves.text()));
    keys.add(
        key("expression", Leaves.schedule()).required("add expression: cron(…), rate(…) or at(…)"));
    keys.add(key("timezone", Leaves.zone()).or("UTC"));
    if (alone) {
      keys.add(key("function", RawShape.reference(IdKind.FUNCTION)));
      keys.add(key("job", RawShape.reference(IdKind.JOB)));
      keys.add(key("stream", RawShape.reference(IdKind.STREAM)));
    }
    keys.add(key("input", new AnyShape()));
    keys.addAll(Elsewhere.scheduleKeys());
    BlockShape block = BlockShape.of("the schedule", keys.toArray(Key[]::new));
    return alone ? block.with(ScheduleTarget::check) : block;
  }
}
