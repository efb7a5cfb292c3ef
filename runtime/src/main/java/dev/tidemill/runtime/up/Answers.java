package dev.tidemill.runtime.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemill.model.Function;
import dev.tidemill.runtime.api.Answer;
import dev.tidemill.runtime.api.OperationException;
import dev.tidemill.runtime.api.OperationException.Why;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.function.InvocationError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Invocations as the API answers with them. */
final class Answers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /** Throws where the call was throttled. */
  static Answer of(Function function, Invocation done) {
    done.error()
        .filter(error -> error.kind() == InvocationError.Kind.THROTTLED)
        .ifPresent(
            error -> {
              throw new OperationException(Why.THROTTLED, "throttled", error.errorMessage());
            });
    return new Answer(
        done.requestId(),
        done.result().map(result -> new String(result, UTF_8)).orElseGet(() -> body(done)),
        done.error().map(InvocationError::errorType),
        done.took(),
        done.coldStart(),
        done.memoryMb().map(mb -> OptionalInt.of(mb.intValue())).orElse(OptionalInt.empty()),
        (int) function.memory().megabytes());
  }

  /** Lambda's error object. */
  private static String body(Invocation done) {
    InvocationError error = done.error().orElseThrow();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("errorMessage", error.errorMessage());
    body.put("errorType", error.errorType());
    if (!error.stackTrace().isEmpty()) {
      body.put("stackTrace", error.stackTrace());
    }
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
