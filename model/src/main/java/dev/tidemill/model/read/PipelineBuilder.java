package dev.tidemill.model.read;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.Maintenance;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Rehearsal;
import dev.tidemill.model.RuntimeSettings;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.Schedule.Kind;
import dev.tidemill.model.Sql;
import dev.tidemill.model.Store;
import dev.tidemill.model.Table;
import dev.tidemill.model.Table.OnSchemaChange;
import dev.tidemill.model.Template;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.resolve.ResolvedDefinition;
import dev.tidemill.model.value.PartitionFieldText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Makes the pipeline of a definition without errors. */
final class PipelineBuilder {

  private final ResolvedDefinition definition;
  private final Fields root;
  private final Path folder;

  PipelineBuilder(ResolvedDefinition definition) {
    this.definition = definition;
    this.root = definition.root();
    this.folder = definition.reading().folder();
  }

  Pipeline build() {
    AwsBuilder aws = new AwsBuilder(definition);
    FunctionBuilder functions = new FunctionBuilder(folder);
    JobBuilder jobs = new JobBuilder(definition.reading().kinds(), aws);
    StreamBuilder streams = new StreamBuilder(folder);
    ConnectionBuilder connections = new ConnectionBuilder(folder);
    return new Pipeline(
        root.text("pipeline").orElseThrow(),
        definition.file().toAbsolutePath().normalize(),
        definition.stage(),
        root.text("description"),
        root.text("build"),
        definition.reading().scope().parameters(),
        each("stores", streams::store),
        each("streams", streams::stream),
        each("functions", functions::build),
        schedules(),
        each("connections", connections::build),
        each("tables", PipelineBuilder::table),
        each("jobs", jobs::build),
        each("alarms", AlarmBuilder::alarm),
        root.items("notify").leaves(String.class),
        root.get("budget").map(AlarmBuilder::budget),
        each("load", AlarmBuilder::load),
        runtime(),
        aws.build(),
        rehearsal(),
        definition.reading().taken().outside());
  }

  private <T> Map<String, T> each(String block, BiFunction<String, Fields, T> builder) {
    Map<String, T> things = new LinkedHashMap<>();
    Fields fields = definition.block(block);
    fields
        .things()
        .forEach((id, thing) -> things.put(id, builder.apply(id, at(fields, id, thing))));
    return Collections.unmodifiableMap(things);
  }

  /** A thing is where its id stands. */
  private static Fields at(Fields block, String id, Fields thing) {
    return new Fields(
        thing.values(), thing.keys(), block.keys().getOrDefault(id, thing.position()));
  }

  private Map<String, Schedule> schedules() {
    Map<String, Schedule> schedules = new LinkedHashMap<>();
    ScheduleBuilder builder = new ScheduleBuilder();
    nested("functions", (id, each) -> builder.of(Kind.FUNCTION, id, each), schedules);
    nested("jobs", (id, each) -> builder.of(Kind.JOB, id, each), schedules);
    schedules.putAll(each("schedules", builder::build));
    return Collections.unmodifiableMap(schedules);
  }

  /** The schedules that stand in the things of a block. */
  private void nested(
      String block, BiFunction<String, Fields, Schedule> builder, Map<String, Schedule> schedules) {
    definition
        .block(block)
        .things()
        .forEach(
            (id, thing) ->
                thing
                    .get("schedule")
                    .map(schedule -> at(thing, "schedule", (Fields) schedule))
                    .ifPresent(schedule -> schedules.put(id, builder.apply(id, schedule))));
  }

  private static Table table(String id, Fields table) {
    List<Table.PartitionField> partitions =
        table.items("partitionBy").values().stream().map(PipelineBuilder::partition).toList();
    return new Table(
        id,
        table.leaf("columns", ColumnType.Struct.class),
        table.items("keys").leaves(String.class),
        partitions,
        table.items("sortBy").leaves(String.class),
        Leafs.texts(table.fields("properties")),
        Leafs.word(OnSchemaChange.class, table, "onSchemaChange"),
        table.get("maintenance").filter(Fields.class::isInstance).map(PipelineBuilder::maintenance),
        table.position());
  }

  private static Maintenance maintenance(Value value) {
    Fields maintenance = (Fields) value;
    return new Maintenance(
        maintenance.leaf("compactEvery", Duration.class).orElseThrow(),
        maintenance.leaf("keepSnapshots", Duration.class).orElseThrow(),
        maintenance.leaf("removeOrphansAfter", Duration.class).orElseThrow());
  }

  private RuntimeSettings runtime() {
    Fields runtime = root.fields("runtime");
    return new RuntimeSettings(
        runtime.leaf("port", Long.class).orElseThrow().intValue(),
        runtime.isGiven("port"),
        runtime.leaf("state", Template.class),
        runtime.leaf("history", Duration.class).orElseThrow(),
        Leafs.texts(runtime.fields("spark").fields("conf")));
  }

  private static Table.PartitionField partition(Value value) {
    PartitionFieldText field = Leafs.written(value, PartitionFieldText.class);
    return new Table.PartitionField(
        field.transform(), field.column(), field.argument(), value.position());
  }

  private Rehearsal rehearsal() {
    Fields rehearsal = root.fields("rehearsal");
    Map<String, Sql> expect = new LinkedHashMap<>();
    rehearsal
        .fields("expect")
        .values()
        .forEach((sentence, value) -> expect.put(sentence, (Sql) ((Value.Leaf) value).value()));
    return new Rehearsal(
        rehearsal.leaf("at", Instant.class),
        rehearsal.leaf("timeout", Duration.class).orElse(Duration.ofMinutes(5)),
        rehearsal.leaf("rows", Long.class).orElse(5L).intValue(),
        Leafs.texts(rehearsal.fields("secrets")),
        Collections.unmodifiableMap(expect));
  }

  /** The files of samples of a store or a stream. */
  static List<Store.Samples> samples(Fields thing, Path folder) {
    return thing.items("samples").values().stream()
        .map(
            value ->
                new Store.Samples(
                    folder.resolve((String) ((Value.Leaf) value).value()).normalize(),
                    value.position()))
        .toList();
  }
}
