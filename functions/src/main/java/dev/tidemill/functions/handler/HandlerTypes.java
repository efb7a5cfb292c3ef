package dev.tidemill.functions.handler;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a class puts for the {@code I} and {@code O} of {@code RequestHandler<I, O>}. */
record HandlerTypes(Type input, Type output) {

  static HandlerTypes of(Class<?> handler) {
    HandlerTypes types = find(handler, Map.of()).orElseThrow(() -> notConcrete(handler, ""));
    for (Type type : new Type[] {types.input, types.output}) {
      if (type instanceof TypeVariable<?> variable && variable.getBounds()[0] == Object.class) {
        throw notConcrete(handler, ": parameter " + variable + " has no upper bound");
      }
    }
    return types;
  }

  private static HandlerException notConcrete(Class<?> handler, String detail) {
    return HandlerException.badCode(
        "Class "
            + handler.getName()
            + " does not implement RequestHandler with concrete type parameters"
            + detail);
  }

  /** Looks through the interfaces first, then the superclass, with what is bound so far. */
  private static Optional<HandlerTypes> find(Type type, Map<TypeVariable<?>, Type> bound) {
    if (type instanceof Class<?> plain) {
      return plain == RequestHandler.class ? Optional.empty() : findAbove(plain, bound);
    }
    if (!(type instanceof ParameterizedType parameterized)) {
      return Optional.empty();
    }
    Class<?> raw = (Class<?>) parameterized.getRawType();
    Type[] arguments = parameterized.getActualTypeArguments();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof TypeVariable<?> variable) {
        arguments[i] = bound.getOrDefault(variable, variable);
      }
    }
    if (raw == RequestHandler.class) {
      return Optional.of(new HandlerTypes(arguments[0], arguments[1]));
    }
    Map<TypeVariable<?>, Type> inner = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      inner.put(raw.getTypeParameters()[i], arguments[i]);
    }
    return findAbove(raw, inner);
  }

  private static Optional<HandlerTypes> findAbove(Class<?> type, Map<TypeVariable<?>, Type> bound) {
    for (Type above : type.getGenericInterfaces()) {
      Optional<HandlerTypes> found = find(above, bound);
      if (found.isPresent()) {
        return found;
      }
    }
    Type superclass = type.getGenericSuperclass();
    return superclass == null ? Optional.empty() : find(superclass, bound);
  }
}
