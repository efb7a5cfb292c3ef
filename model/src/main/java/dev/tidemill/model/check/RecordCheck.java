package dev.tidemill.model.check;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.ColumnType.Column;
import dev.tidemill.model.ColumnType.Primitive;
import dev.tidemill.model.ColumnType.Struct;
import dev.tidemill.model.ColumnType.Timestamp;
import dev.tidemill.model.ColumnType.TimestampFormat;
import dev.tidemill.model.Position;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.resolve.ResolvedDefinition;
import dev.tidemill.model.value.ColumnTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stream that takes execution records has columns for them. */
final class RecordCheck {

  private static final Map<String, ColumnType> RECORD = record();

  private final ResolvedDefinition definition;

  RecordCheck(ResolvedDefinition definition) {
    this.definition = definition;
  }

  private static Map<String, ColumnType> record() {
    Map<String, ColumnType> record = new LinkedHashMap<>();
    record.put("functionName", Primitive.STRING);
    record.put("requestId", Primitive.STRING);
    record.put("executionTime", Primitive.LONG);
    record.put("startedAt", new Timestamp(TimestampFormat.ISO, Optional.empty()));
    record.put("status", Primitive.STRING);
    record.put("coldStart", Primitive.BOOLEAN);
    record.put("errorType", Primitive.STRING);
    return record;
  }

  void check() {
    Fields streams = definition.block("streams");
    definition
        .block("functions")
        .things()
        .forEach(
            (id, function) ->
                function
                    .text("executionLog")
                    .flatMap(stream -> streams.fields(stream).leaf("columns", Struct.class))
                    .ifPresent(columns -> check(id, function, columns)));
  }

  private void check(String id, Fields function, Struct columns) {
    List<String> missing = new ArrayList<>();
    RECORD.forEach(
        (name, type) -> {
          Optional<Column> column = columns.find(name);
          if (column.isEmpty() || !takes(column.get(), type)) {
            missing.add(name + ": " + ColumnTypes.format(type));
          }
        });
    boolean always =
        columns.find("errorType").map(Column::required).orElse(false) && missing.isEmpty();
    String stream = function.text("executionLog").orElseThrow();
    Position position = function.get("executionLog").orElseThrow().position();
    At at = new At("functions." + id + ".executionLog", position, stream);
    if (!missing.isEmpty()) {
      definition
          .findings()
          .error(
              "record-columns",
              at,
              "stream '" + stream + "' does not hold an execution record",
              "give it the columns " + String.join(", ", missing));
    } else if (always) {
      definition
          .findings()
          .error(
              "record-columns",
              at,
              "stream '" + stream + "' requires errorType",
              "only failed calls have one: leave 'required' out");
    }
  }

  private static boolean takes(Column column, ColumnType type) {
    boolean wider =
        type == Primitive.LONG
            && (column.type() == Primitive.DOUBLE || column.type() == Primitive.INT);
    boolean text = type instanceof Timestamp && column.type() == Primitive.STRING;
    return column.type().equals(type) || wider || text;
  }
}
