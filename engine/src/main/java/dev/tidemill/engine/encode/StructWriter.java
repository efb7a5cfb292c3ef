package dev.tidemill.engine.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemill.model.ColumnType;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;

/** Writes an object by its columns. A column that is null is left out. */
final class StructWriter implements Serializable {

  private final String[] names;
  private final boolean[] required;
  private final ValueWriter[] writers;

  StructWriter(List<ColumnType.Column> columns) {
    this.names = columns.stream().map(ColumnType.Column::name).toArray(String[]::new);
    this.required = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      required[i] = columns.get(i).required();
    }
    this.writers = Writers.of(columns).toArray(ValueWriter[]::new);
  }

  int size() {
    return names.length;
  }

  void write(InternalRow row, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (int i = 0; i < names.length; i++) {
      if (!row.isNullAt(i)) {
        out.writeFieldName(names[i]);
        column(row, i, out);
      } else if (required[i]) {
        throw new Unsendable("column '" + names[i] + "' is required, but null");
      }
    }
    out.writeEndObject();
  }

  private void column(InternalRow row, int i, JsonGenerator out) throws IOException {
    try {
      writers[i].write(row, i, out);
    } catch (Unsendable fault) {
      String message = fault.getMessage();
      throw message.startsWith("column '")
          ? new Unsendable("column '" + names[i] + "." + message.substring("column '".length()))
          : new Unsendable("column '" + names[i] + "': " + message);
    }
  }
}
