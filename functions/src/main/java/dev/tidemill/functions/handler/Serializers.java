package dev.tidemill.functions.handler;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * How Lambda reads and writes a type: by the function's own {@link CustomPojoSerializer} if it
 * brings one (https://docs.aws.amazon.com/lambda/latest/dg/java-custom-serialization.html), AWS's
 * event classes by their own rules, everything else as beans. A record is written, but not read: it
 * needs a constructor without arguments, as on Lambda.
 */
final class Serializers {
  private final ClassLoader loader;
  private final CustomPojoSerializer custom;

  Serializers(ClassLoader loader) {
    this.loader = loader;
    this.custom = custom(loader);
  }

  private static CustomPojoSerializer custom(ClassLoader loader) {
    try {
      Iterator<CustomPojoSerializer> found =
          ServiceLoader.load(CustomPojoSerializer.class, loader).iterator();
      CustomPojoSerializer first = found.hasNext() ? found.next() : null;
      if (first != null && found.hasNext()) {
        throw HandlerException.badCode(
            "Too many serializers provided inside the META-INF/services folder, only one is"
                + " allowed");
      }
      return first;
    } catch (ServiceConfigurationError e) {
      throw HandlerException.of(e, e.getMessage());
    }
  }

  @SuppressWarnings("unchecked") // a class of events is read and written by its own serializer
  PojoSerializer<Object> of(Type type) {
    if (custom != null) {
      return new Custom(custom, type);
    }
    if (type instanceof Class<?> plain
        && LambdaEventSerializers.isLambdaSupportedEvent(plain.getName())) {
      return (PojoSerializer<Object>) LambdaEventSerializers.serializerFor(plain, loader);
    }
    return JacksonFactory.getInstance().getSerializer(type);
  }

  private record Custom(CustomPojoSerializer serializer, Type type)
      implements PojoSerializer<Object> {
    @Override
    public Object fromJson(InputStream input) {
      return serializer.fromJson(input, type);
    }

    @Override
    public Object fromJson(String input) {
      return serializer.fromJson(input, type);
    }

    @Override
    public void toJson(Object value, OutputStream output) {
      serializer.toJson(value, output, type);
    }
  }
}
