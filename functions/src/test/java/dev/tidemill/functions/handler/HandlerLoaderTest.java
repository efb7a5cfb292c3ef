package dev.tidemill.functions.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidemill.functions.TestContext;
import dev.tidemill.functions.author.Handlers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlerLoaderTest {
  private static final String OUTER = Handlers.class.getName() + "$";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Older | {"firstName":"Zoë","age":41,"unknown":{"a":1}} | {"firstName":"Zoë","age":42}
          Keys | {"b":1,"a":[2]} | ["a","b"]
          Upper | "grün" | "GRÜN"
          Silent | 3 | null
          Copy | {"exact": 1.10} | {"exact": 1.10}
          Inherited | {"firstName":"Ana"} | "Ana"
          Older::handleRequest | {"age":1} | {"age":2}
          Methods::bean | {"firstName":"Ana","age":3} | {"firstName":"Ana","age":3}
          Methods::withContext | {"firstName":"Ana"} | "Anarequest-1"
          Methods::primitive | 21 | 42
          Methods::sum | [1,2,3] | 6
          Methods::fixed | {} | "fixed"
          Methods::onlyContext | {} | "request-1"
          Methods::nothing | {"a":"b"} | null
          Methods::bytes | [1 ] | [1 ]
          Methods::allThree | {} | request-1
          Methods::reads | {} | null
          Methods::writes | {} | 7
          Methods::overloaded | "x" | "long"
          """)
  void callsEveryShapeOfHandler(String handler, String event, String result) throws IOException {
    assertThat(call(OUTER + handler, event)).isEqualTo(result);
  }

  @Test
  void readsTheEventClassesOfAws() throws IOException {
    String event =
        """
        {"Records":[{"messageId":"1","body":"hello ","eventSourceARN":"arn:aws:sqs:q"}]}
        """;

    assertThat(call(OUTER + "Bodies", event)).isEqualTo("\"hello arn:aws:sqs:q\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no.such.Handler | java.lang.ClassNotFoundException | Class not found: no.such.Handler
          no.such.Handler::go | java.lang.ClassNotFoundException | Class not found: no.such.Handler
          `` | Runtime.BadFunctionCode | Invalid handler: ''
          a.B:: | Runtime.BadFunctionCode | Invalid handler: 'a.B::'
          java.lang.String | Runtime.BadFunctionCode | Class does not implement an appropriate handler interface: java.lang.String
          OUTER$NoConstructor | java.lang.Exception | OUTER$NoConstructor has no public zero-argument constructor
          OUTER$Inner | java.lang.Exception | OUTER$Inner cannot be instantiated because it is a non-static inner class
          OUTER$BadConstructor | java.lang.IllegalArgumentException | no table
          OUTER$BadStatic | java.lang.ExceptionInInitializerError | Error loading class OUTER$BadStatic: java.lang.NumberFormatException: For input string: "x"
          OUTER$Raw | Runtime.BadFunctionCode | Class OUTER$Raw does not implement RequestHandler with concrete type parameters
          OUTER$Base | Runtime.BadFunctionCode | OUTER$Base does not implement RequestHandler with concrete type parameters: parameter
          OUTER$Methods::absent | Runtime.BadFunctionCode | Class OUTER$Methods has no public method named absent
          OUTER$Methods::tooMany | Runtime.BadFunctionCode | No public method named tooMany with appropriate method signature found on class OUTER$Methods
          """)
  void saysWhyAHandlerCannotBeMade(String handler, String errorType, String message) {
    String outer = Handlers.class.getName();

    HandlerException thrown =
        catchThrowableOfType(HandlerException.class, () -> load(handler.replace("OUTER", outer)));

    assertThat(thrown.errorType()).isEqualTo(errorType);
    assertThat(thrown).hasMessageContaining(message.replace("OUTER", outer));
  }

  @Test
  void showsWhereAConstructorFailed() {
    HandlerException thrown =
        catchThrowableOfType(HandlerException.class, () -> load(OUTER + "BadConstructor"));

    assertThat(thrown.trace()).isNotEmpty();
    assertThat(thrown.trace().get(0).getClassName()).isEqualTo(OUTER + "BadConstructor");
    assertThat(thrown.trace()).noneMatch(frame -> frame.getClassName().contains("HandlerLoader"));
  }

  @Test
  void letsTheMethodsOwnExceptionThrough() {
    assertThatThrownBy(() -> call(OUTER + "Methods::fails", "\"x\""))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read x");
  }

  @Test
  void saysThatTheEventDoesNotFitItsType() {
    assertThatThrownBy(() -> call(OUTER + "Older", "{\"age\":\"many\"}"))
        .isExactlyInstanceOf(RuntimeException.class)
        .hasMessage("An error occurred during JSON parsing")
        .hasRootCauseMessage(rootMessage());
  }

  private static String rootMessage() {
    return "Cannot deserialize value of type `int` from String \"many\": not a valid `int` value\n"
        + " at [Source: (ByteArrayInputStream); line: 1, column: 8] (through reference chain: "
        + OUTER
        + "User[\"age\"])";
  }

  private static String call(String handler, String event) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    load(handler)
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            output,
            new TestContext("request-1", 3000));
    return output.toString(StandardCharsets.UTF_8);
  }

  private static com.amazonaws.services.lambda.runtime.RequestStreamHandler load(String handler) {
    return HandlerLoader.load(handler, HandlerLoaderTest.class.getClassLoader());
  }
}
