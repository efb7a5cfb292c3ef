package dev.tidemill.engine.decode;

import com.fasterxml.jackson.core.JsonToken;
import dev.tidemill.model.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/** Reads an object by its columns; names are case-exact, names not listed are passed over. */
final class StructReader implements ValueReader {

  private final String[] names;
  private final boolean[] required;
  private final ValueReader[] readers;
  private final HashMap<String, Integer> positions = new HashMap<>();

  StructReader(List<ColumnType.Column> columns, ValueReader[] readers) {
    this.names = columns.stream().map(ColumnType.Column::name).toArray(String[]::new);
    this.required = new boolean[names.length];
    this.readers = readers;
    for (int i = 0; i < names.length; i++) {
      required[i] = columns.get(i).required();
      positions.put(names[i], i);
    }
  }

  @Override
  public InternalRow read(Message in) throws Fault {
    if (in.token() != JsonToken.START_OBJECT) {
      throw in.wrongType("an object", "");
    }
    Object[] values = new Object[names.length];
    boolean[] seen = new boolean[names.length];
    Map<Integer, String> alike = null;
    while (in.next() == JsonToken.FIELD_NAME) {
      String name = in.name();
      Integer position = positions.get(name);
      if (position == null) {
        alike = alike(name, alike);
        in.next();
        in.skip();
      } else {
        in.path.column(name);
        if (seen[position]) {
          throw in.fault(Reason.DUPLICATE, "the column comes twice");
        }
        seen[position] = true;
        values[position] = in.next() == JsonToken.VALUE_NULL ? null : readers[position].read(in);
        in.path.leave();
      }
    }
    noteMissing(in, values, seen, alike);
    return new GenericInternalRow(values);
  }

  /** Remembers a name that is a required column's but for case: a likely slip. */
  private Map<Integer, String> alike(String name, Map<Integer, String> alike) {
    Map<Integer, String> found = alike;
    for (int i = 0; i < names.length; i++) {
      if (required[i] && names[i].equalsIgnoreCase(name)) {
        found = found == null ? new HashMap<>() : found;
        found.put(i, name);
      }
    }
    return found;
  }

  private void noteMissing(
      Message in, Object[] values, boolean[] seen, Map<Integer, String> alike) {
    for (int i = 0; i < names.length; i++) {
      if (required[i] && values[i] == null) {
        String found =
            alike != null && alike.containsKey(i)
                ? "; the message has '" + Fault.shown(alike.get(i)) + "': names are case-exact"
                : "";
        in.missing(names[i], "required, but " + (seen[i] ? "null" : "absent") + found);
      }
    }
  }
}
