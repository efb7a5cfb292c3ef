package dev.tidemill.engine.session;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.VariantVal;
import scala.jdk.javaapi.CollectionConverters;

/** Values of Spark's rows as Java's own. */
final class Values {

  private Values() {}

  static List<Object> row(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      values.add(value(row.get(i)));
    }
    return Collections.unmodifiableList(values);
  }

  private static Object value(Object value) {
    if (value instanceof Row struct) {
      return struct(struct);
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      return map(CollectionConverters.asJava(map));
    }
    if (value instanceof scala.collection.Seq<?> list) {
      return list(CollectionConverters.asJava(list));
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toInstant();
    }
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    if (value instanceof VariantVal variant) {
      return variant.toString();
    }
    return time(value);
  }

  /** Spark looks for the setting of the modern types on a thread that may not know the session. */
  private static Object time(Object value) {
    if (value instanceof Timestamp instant) {
      return instant.toInstant();
    }
    return value instanceof Date day ? day.toLocalDate() : value;
  }

  private static Map<String, Object> struct(Row struct) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < struct.length(); i++) {
      fields.put(struct.schema().fieldNames()[i], value(struct.get(i)));
    }
    return Collections.unmodifiableMap(fields);
  }

  private static Map<Object, Object> map(Map<?, ?> map) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    map.forEach((key, element) -> entries.put(value(key), value(element)));
    return Collections.unmodifiableMap(entries);
  }

  private static List<Object> list(Iterable<?> list) {
    List<Object> elements = new ArrayList<>();
    list.forEach(element -> elements.add(value(element)));
    return Collections.unmodifiableList(elements);
  }
}
