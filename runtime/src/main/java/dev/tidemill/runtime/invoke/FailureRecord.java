package dev.tidemill.runtime.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemill.runtime.function.InvocationError;
import dev.tidemill.runtime.process.LocalAws;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What an on-failure destination gets, in the shape of <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Lambda's
 * records</a>.
 */
final class FailureRecord {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FailureRecord() {}

  static String of(
      String requestId,
      String physicalName,
      AsyncCall call,
      String condition,
      Optional<InvocationError> error,
      Instant now) {
    ObjectNode record = MAPPER.createObjectNode();
    record.put("version", "1.0");
    record.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
    record
        .putObject("requestContext")
        .put("requestId", requestId)
        .put("functionArn", arn(physicalName))
        .put("condition", condition)
        .put("approximateInvokeCount", call.failures());
    record.set("requestPayload", payload(call.event()));
    error.ifPresent(
        failed -> {
          record
              .putObject("responseContext")
              .put("statusCode", 200)
              .put("executedVersion", "$LATEST")
              .put("functionError", "Unhandled");
          ObjectNode response = record.putObject("responsePayload");
          response.put("errorMessage", failed.errorMessage());
          response.put("errorType", failed.errorType());
          failed.stackTrace().forEach(response.withArray("stackTrace")::add);
        });
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String arn(String physicalName) {
    return "arn:aws:lambda:%s:%s:function:%s:$LATEST"
        .formatted(LocalAws.REGION, LocalAws.ACCOUNT, physicalName);
  }

  /** What is no JSON goes as text. */
  private static JsonNode payload(byte[] event) {
    try {
      return MAPPER.readTree(event);
    } catch (IOException noJson) {
      return MAPPER.getNodeFactory().textNode(new String(event, UTF_8));
    }
  }
}
