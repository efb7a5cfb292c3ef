package dev.tidemill.functions.bootstrap;

import dev.tidemill.functions.handler.HandlerException;
import dev.tidemill.functions.handler.StackTraces;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An error as Lambda tells it to the caller.
 *
 * @param category the error type of the Runtime API: {@code Runtime.BadFunctionCode} where the
 *     handler cannot be made, {@code Runtime.UserException} where it failed
 */
record FunctionError(
    String category, String errorType, String errorMessage, List<String> stackTrace) {

  static FunctionError of(HandlerException e) {
    return new FunctionError(
        "Runtime.BadFunctionCode", e.errorType(), e.getMessage(), texts(e.trace()));
  }

  static FunctionError of(Throwable thrown) {
    String type = thrown.getClass().getName();
    String message = thrown.getLocalizedMessage();
    return new FunctionError(
        "Runtime.UserException",
        type,
        message == null ? type : message,
        texts(StackTraces.ofAuthor(thrown)));
  }

  private static List<String> texts(List<StackTraceElement> trace) {
    return trace.stream().map(StackTraceElement::toString).toList();
  }

  String toJson() {
    return "{\"errorMessage\":%s,\"errorType\":%s,\"stackTrace\":[%s]}"
        .formatted(
            quote(errorMessage),
            quote(errorType),
            stackTrace.stream().map(FunctionError::quote).collect(Collectors.joining(",")));
  }

  /** By hand, since a function on streams of bytes loads no JSON library, and memory may be out. */
  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || Character.isSurrogate(c)) {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
