package dev.tidemill.runtime.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code {errorMessage, errorType, stackTrace}} as a runtime posts it. */
final class ErrorBody {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ErrorBody() {}

  /** Whatever the process sent: what it left out is filled in. */
  static InvocationError read(RuntimeApi.Answer answer, InvocationError.Kind kind) {
    JsonNode body;
    try {
      body = JSON.readTree(answer.body());
    } catch (IOException broken) {
      body = JSON.createObjectNode();
    }
    List<String> trace = new ArrayList<>();
    body.path("stackTrace")
        .forEach(line -> trace.add(line.isTextual() ? line.asText() : line.toString()));
    String fallback = answer.errorType().isEmpty() ? "Unhandled" : answer.errorType();
    return new InvocationError(
        body.path("errorType").asText(fallback), body.path("errorMessage").asText(""), trace, kind);
  }
}
