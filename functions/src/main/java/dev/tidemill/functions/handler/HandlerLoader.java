package dev.tidemill.functions.handler;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;

/**
 * Makes the handler that a handler string names, by the rules of Lambda's Java runtime
 * (https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html): {@code package.Class} for a
 * class that implements {@link RequestHandler} or {@link RequestStreamHandler}, {@code
 * package.Class::method} for any public method.
 */
public final class HandlerLoader {
  private final ClassLoader loader;
  private final Serializers serializers;

  private HandlerLoader(ClassLoader loader) {
    this.loader = loader;
    this.serializers = new Serializers(loader);
  }

  /**
   * Loads the class and calls its constructor.
   *
   * @throws HandlerException if that fails, for whatever reason
   */
  public static RequestStreamHandler load(String handler, ClassLoader loader) {
    return new HandlerLoader(loader).load(handler);
  }

  private RequestStreamHandler load(String handler) {
    int colons = handler.lastIndexOf("::");
    String className = colons < 0 ? handler : handler.substring(0, colons);
    String method = colons < 0 ? null : handler.substring(colons + 2);
    if (className.isBlank() || (method != null && method.isBlank())) {
      throw HandlerException.badCode(
          "Invalid handler: '" + handler + "', expected package.Class or package.Class::method");
    }
    Class<?> type = find(className);
    return method == null ? ofInterface(type) : ofMethod(type, method);
  }

  private Class<?> find(String className) {
    try {
      return Class.forName(className, true, loader);
    } catch (ClassNotFoundException e) {
      throw new HandlerException(
          ClassNotFoundException.class.getName(), "Class not found: " + className, null);
    } catch (ExceptionInInitializerError e) {
      throw HandlerException.of(e, "Error loading class " + className + ": " + e.getCause());
    } catch (LinkageError e) {
      throw HandlerException.of(e, "Error loading class " + className + ": " + e.getMessage());
    }
  }

  private RequestStreamHandler ofInterface(Class<?> type) {
    if (RequestStreamHandler.class.isAssignableFrom(type)) {
      return (RequestStreamHandler) newInstance(type);
    }
    if (!RequestHandler.class.isAssignableFrom(type)) {
      throw HandlerException.badCode(
          "Class does not implement an appropriate handler interface: " + type.getName());
    }
    HandlerTypes types = HandlerTypes.of(type);
    @SuppressWarnings("unchecked") // the types come from this class's own declaration
    RequestHandler<Object, Object> handler = (RequestHandler<Object, Object>) newInstance(type);
    return new TypedHandler(types.input(), types.output(), handler::handleRequest, serializers);
  }

  private RequestStreamHandler ofMethod(Class<?> type, String name) {
    MethodShape shape = MethodShape.of(type, name);
    Method method = shape.method();
    Object instance = Modifier.isStatic(method.getModifiers()) ? null : newInstance(type);
    if (shape.streams()) {
      return new StreamMethod(shape, instance);
    }
    Type input = shape.takesInput() ? method.getGenericParameterTypes()[0] : null;
    return new TypedHandler(
        input,
        method.getGenericReturnType(),
        (event, context) -> shape.call(instance, event, null, context),
        serializers);
  }

  private static Object newInstance(Class<?> type) {
    try {
      return constructor(type).newInstance();
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof HandlerException wrapped) {
        throw wrapped;
      }
      String message = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
      throw HandlerException.of(cause, message);
    } catch (IllegalAccessException e) {
      throw HandlerException.of(e, "Class " + type.getName() + " is not public");
    } catch (InstantiationException e) {
      throw HandlerException.of(e, "Class " + type.getName() + " is abstract");
    } catch (LinkageError e) {
      throw HandlerException.of(e, "Error loading class " + type.getName() + ": " + e.getMessage());
    }
  }

  private static Constructor<?> constructor(Class<?> type) {
    try {
      return type.getConstructor();
    } catch (NoSuchMethodException e) {
      boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
      throw new HandlerException(
          "java.lang.Exception",
          "Class "
              + type.getName()
              + (inner
                  ? " cannot be instantiated because it is a non-static inner class"
                  : " has no public zero-argument constructor"),
          null);
    }
  }
}
