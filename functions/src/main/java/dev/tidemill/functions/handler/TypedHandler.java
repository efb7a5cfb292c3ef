package dev.tidemill.functions.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/** A handler on values: reads the event into its input type, and writes its result as JSON. */
final class TypedHandler implements RequestStreamHandler {
  static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

  /** What is called with the event. */
  interface Call {
    Object with(Object event, Context context);
  }

  private final PojoSerializer<Object> reader;
  private final PojoSerializer<Object> writer;
  private final Call call;

  /**
   * @param input null: the event is not read
   */
  TypedHandler(Type input, Type output, Call call, Serializers serializers) {
    this.reader = input == null ? null : serializers.of(input);
    this.writer = output == void.class || output == Void.class ? null : serializers.of(output);
    this.call = call;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Object result = call.with(read(input), context);
    if (writer == null) {
      output.write(NULL);
      return;
    }
    try {
      writer.toJson(result, output);
    } catch (RuntimeException e) {
      throw new RuntimeException("An error occurred during JSON serialization of response", e);
    }
  }

  private Object read(InputStream input) {
    if (reader == null) {
      return null;
    }
    try {
      return reader.fromJson(input);
    } catch (RuntimeException e) {
      throw new RuntimeException("An error occurred during JSON parsing", e);
    }
  }
}
