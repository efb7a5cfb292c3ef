package dev.tidemill.functions.handler;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A method that may be a handler, and which arguments it takes. Of several methods of one name,
 * Lambda takes the one with the most parameters, and counts a last {@code Context} twice.
 */
record MethodShape(Method method, boolean takesInput, boolean takesOutput, boolean takesContext) {

  static MethodShape of(Class<?> type, String name) {
    List<Method> methods;
    try {
      methods = Arrays.stream(type.getMethods()).filter(m -> m.getName().equals(name)).toList();
    } catch (NoClassDefFoundError e) {
      throw HandlerException.of(
          e, "Error loading method %s on class %s".formatted(name, type.getName()));
    }
    if (methods.isEmpty()) {
      throw HandlerException.badCode(
          "Class %s has no public method named %s".formatted(type.getName(), name));
    }
    return methods.stream()
        .sorted(
            Comparator.comparing(Method::isBridge)
                .thenComparing(MethodShape::rank)
                .thenComparing(Method::toString))
        .map(MethodShape::of)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> noSignature(type, name));
  }

  private static HandlerException noSignature(Class<?> type, String name) {
    return HandlerException.badCode(
        "No public method named %s with appropriate method signature found on class %s"
            .formatted(name, type.getName()));
  }

  private static int rank(Method method) {
    List<Class<?>> types = List.of(method.getParameterTypes());
    return -(types.size() + (endsWithContext(types) ? 1 : 0));
  }

  private static boolean endsWithContext(List<Class<?>> types) {
    return !types.isEmpty() && types.get(types.size() - 1) == Context.class;
  }

  private static Optional<MethodShape> of(Method method) {
    List<Class<?>> types = List.of(method.getParameterTypes());
    boolean context = endsWithContext(types);
    List<Class<?>> data = context ? types.subList(0, types.size() - 1) : types;
    if (data.contains(Context.class)) {
      return Optional.empty();
    }
    if (data.equals(List.of(InputStream.class, OutputStream.class))) {
      return Optional.of(new MethodShape(method, true, true, context));
    }
    if (data.equals(List.of(OutputStream.class))) {
      return Optional.of(new MethodShape(method, false, true, context));
    }
    return data.size() > 1
        ? Optional.empty()
        : Optional.of(new MethodShape(method, !data.isEmpty(), false, context));
  }

  /** Whether the method reads or writes the bytes itself. */
  boolean streams() {
    return takesOutput || (takesInput && method.getParameterTypes()[0] == InputStream.class);
  }

  /** Calls the method; what it throws comes out as it is. */
  Object call(Object instance, Object input, OutputStream output, Context context) {
    List<Object> arguments = new ArrayList<>();
    if (takesInput) {
      arguments.add(input);
    }
    if (takesOutput) {
      arguments.add(output);
    }
    if (takesContext) {
      arguments.add(context);
    }
    try {
      return method.invoke(instance, arguments.toArray());
    } catch (InvocationTargetException e) {
      throw MethodShape.<RuntimeException>throwAs(e.getCause());
    } catch (IllegalAccessException e) {
      throw MethodShape.<RuntimeException>throwAs(e);
    }
  }

  /** A handler method may throw what {@code RequestHandler} does not declare. */
  @SuppressWarnings("unchecked") // erased, so nothing is cast
  private static <T extends Throwable> RuntimeException throwAs(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
