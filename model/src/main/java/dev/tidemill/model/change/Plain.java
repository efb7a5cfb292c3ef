package dev.tidemill.model.change;

import dev.tidemill.model.Position;
import dev.tidemill.model.schedule.ScheduleExpression;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Values of a pipeline without their positions, so that text that only moved is no change. */
final class Plain {

  private Plain() {}

  /** The components of a record by name, plain. */
  static Map<String, Object> components(Record thing) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (RecordComponent component : thing.getClass().getRecordComponents()) {
      if (!component.getGenericType().getTypeName().contains(Position.class.getName())) {
        plain.put(component.getName(), of(component(thing, component)));
      }
    }
    return plain;
  }

  /** Whether two values are the same but for their positions. */
  static boolean equal(Object a, Object b) {
    return Objects.equals(of(a), of(b));
  }

  /** Maps become lists of pairs, since the order of columns and inputs counts. */
  private static Object of(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Plain::of);
    }
    if (value instanceof ScheduleExpression expression) {
      return expression.text();
    }
    if (value instanceof Map<?, ?> map) {
      List<Object> pairs = new ArrayList<>();
      map.forEach((key, each) -> pairs.add(Arrays.asList(key, of(each))));
      return pairs;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Plain::of).toList();
    }
    return value instanceof Record record ? components(record) : value;
  }

  private static Object component(Record thing, RecordComponent component) {
    try {
      return component.getAccessor().invoke(thing);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Cannot read " + component, e);
    }
  }
}
