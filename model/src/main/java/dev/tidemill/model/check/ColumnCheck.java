package dev.tidemill.model.check;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.ColumnType.Column;
import dev.tidemill.model.ColumnType.Struct;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.grammar.Value.Leaf;
import dev.tidemill.model.read.grammar.Value.Written;
import dev.tidemill.model.read.grammar.Words;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.resolve.ResolvedDefinition;
import dev.tidemill.model.value.PartitionFieldText;
import dev.tidemill.model.value.Suggest;
import java.util.List;
import java.util.Optional;

/** Columns that streams and tables name beside those they list. */
final class ColumnCheck {

  private final ResolvedDefinition definition;

  ColumnCheck(ResolvedDefinition definition) {
    this.definition = definition;
  }

  void check() {
    definition.block("streams").things().forEach(this::stream);
    definition.block("tables").things().forEach(this::table);
  }

  private void stream(String id, Fields stream) {
    stream
        .leaf("columns", Struct.class)
        .ifPresent(
            columns ->
                stream.get("key").ifPresent(key -> column(key, columns, "streams." + id + ".key")));
  }

  private void table(String id, Fields table) {
    String path = "tables." + id;
    table
        .leaf("columns", Struct.class)
        .ifPresent(
            columns ->
                List.of("keys", "sortBy", "partitionBy")
                    .forEach(
                        key ->
                            table
                                .items(key)
                                .values()
                                .forEach(value -> column(value, columns, path + "." + key))));
    table
        .leaf("columns", Struct.class)
        .ifPresent(columns -> columns.columns().forEach(column -> variant(column, path)));
  }

  private void column(Value value, Struct columns, String path) {
    Object held = ((Leaf) value).value();
    String name =
        held instanceof Written written
            ? ((PartitionFieldText) written.value()).column()
            : String.valueOf(held);
    if (find(columns, name).isPresent()) {
      return;
    }
    List<String> names = columns.columns().stream().map(Column::name).toList();
    String hint =
        Suggest.nearest(name, names)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("there is " + Words.and(names));
    definition
        .findings()
        .error(
            "unknown-column",
            new At(path, value.position(), name),
            "no column '" + Words.cut(name) + "'",
            hint);
  }

  private static Optional<Column> find(Struct columns, String path) {
    Optional<Column> whole = columns.find(path.replace("`", ""));
    int dot = path.indexOf('.');
    if (whole.isPresent() || dot < 0) {
      return whole;
    }
    return columns
        .find(path.substring(0, dot).replace("`", ""))
        .map(Column::type)
        .filter(Struct.class::isInstance)
        .flatMap(struct -> find((Struct) struct, path.substring(dot + 1)));
  }

  private void variant(Column column, String path) {
    if (column.type() == ColumnType.Primitive.VARIANT) {
      definition
          .findings()
          .error(
              "variant-v3",
              new At(path + ".columns", column.position(), column.name()),
              "column '" + column.name() + "': a table holds no variant",
              "Athena cannot read it: make it a string and write to_json(" + column.name() + ")");
    }
  }
}
