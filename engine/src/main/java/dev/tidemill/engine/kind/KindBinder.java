package dev.tidemill.engine.kind;

import dev.tidemill.model.Node;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives a record of a kind the fields of a node. */
public final class KindBinder {

  private KindBinder() {}

  /**
   * The node's fields as a record. A field that is absent is an empty {@code Optional}, list or
   * map.
   *
   * @throws IllegalArgumentException if a field has another type than its component, or a required
   *     one is absent: the reader does not let that pass
   */
  public static <R extends Record> R bind(Node node, Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments =
        Arrays.stream(components).map(component -> value(node, component)).toArray();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<R> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException("Node " + node.id() + ": " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Not a kind: " + type.getName(), e);
    }
  }

  private static Object value(Node node, RecordComponent component) {
    Object value = node.fields().get(component.getName());
    Class<?> type = component.getType();
    if (type == Optional.class) {
      return Optional.ofNullable(value);
    }
    if (value == null) {
      return absent(node, component);
    }
    Class<?> boxed = type == long.class ? Long.class : type == boolean.class ? Boolean.class : type;
    if (!boxed.isInstance(value)) {
      throw wrong(node, component, "is a " + value.getClass().getSimpleName());
    }
    return value;
  }

  private static Object absent(Node node, RecordComponent component) {
    if (component.getType() == List.class) {
      return List.of();
    }
    if (component.getType() == Map.class) {
      return Map.of();
    }
    throw wrong(node, component, "is absent");
  }

  private static IllegalArgumentException wrong(Node node, RecordComponent component, String what) {
    return new IllegalArgumentException(
        "Field %s of node %s %s, not a %s"
            .formatted(component.getName(), node.id(), what, component.getType().getSimpleName()));
  }
}
