package dev.tidemill.functions.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A method on the bytes; its result, if any, is ignored, as by Lambda. */
record StreamMethod(MethodShape shape, Object instance) implements RequestStreamHandler {

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    shape.call(instance, input, output, context);
    if (!shape.takesOutput()) {
      output.write(TypedHandler.NULL);
    }
  }
}
