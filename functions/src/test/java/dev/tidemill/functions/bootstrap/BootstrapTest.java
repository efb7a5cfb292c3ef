package dev.tidemill.functions.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.functions.author.Handlers;
import dev.tidemill.functions.bootstrap.RuntimeApiServer.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final String OBEDIENT = Handlers.Obedient.class.getName();

  private RuntimeApiServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new RuntimeApiServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersOneEventAfterTheOther() throws Exception {
    try (FunctionProcess function = new FunctionProcess(server, OBEDIENT)) {
      Answer first = server.ask("\"work\"");

      assertThat(first.path()).isEqualTo("/invocation/request-1/response");
      assertThat(first.headers()).containsEntry("Lambda-Runtime-Invocation-Id", "invocation-1");
      assertThat(first.body())
          .isEqualTo(
              """
              {"requestId":"request-1","function":"approvals-local-PutUser","version":"$LATEST",\
              "arn":"arn:test","memory":512,"logGroup":"/aws/lambda/approvals-local-PutUser",\
              "logStream":"2026/11/13/[$LATEST]1","inTime":true,"interrupted":false,\
              "trace":"Root=1"}""");

      assertThat(server.ask("\"interrupt\"").body()).contains("request-2", "\"interrupted\":true");
      assertThat(server.ask("\"work\"").body()).contains("request-3", "\"interrupted\":false");
      assertThat(function.alive()).isTrue();
    }
  }

  @Test
  void reportsWhatTheHandlerThrowsAndGoesOn() throws Exception {
    try (FunctionProcess function = new FunctionProcess(server, OBEDIENT)) {
      Answer failure = server.ask("\"throw\"");

      assertThat(failure.path()).isEqualTo("/invocation/request-1/error");
      assertThat(failure.headers())
          .containsEntry("Lambda-Runtime-Function-Error-Type", "Runtime.UserException");
      assertThat(failure.body())
          .startsWith(
              "{\"errorMessage\":\"said \\\"no\\\"\\n\","
                  + "\"errorType\":\"java.lang.IllegalStateException\",\"stackTrace\":[\""
                  + OBEDIENT
                  + ".handleRequest(Handlers.java:")
          .doesNotContain("dev.tidemill.functions.bootstrap", "dev.tidemill.functions.handler");
      assertThat(server.ask("\"work\"").path()).endsWith("request-2/response");
      assertThat(function.standardOutput())
          .startsWith("java.lang.IllegalStateException: said \"no\"\n")
          .contains("Caused by: java.lang.Error: cause")
          .doesNotContain("dev.tidemill.functions.bootstrap", "dev.tidemill.functions.handler");
    }
  }

  @Test
  void reportsThatMemoryIsOutAndEnds() throws Exception {
    try (FunctionProcess function = new FunctionProcess(server, OBEDIENT)) {
      Answer failure = server.ask("\"exhaust\"");

      assertThat(failure.path()).isEqualTo("/invocation/request-1/error");
      assertThat(failure.body()).contains("\"errorType\":\"java.lang.OutOfMemoryError\"");
      assertThat(function.exitStatus()).isEqualTo(1);
    }
  }

  @Test
  void endsWhenTheHandlerExits() throws Exception {
    try (FunctionProcess function = new FunctionProcess(server, OBEDIENT)) {
      assertThat(server.ask("\"work\"").path()).endsWith("/response");
      server.give("\"exit\"");

      assertThat(function.exitStatus()).isEqualTo(17);
    }
  }

  @Test
  void leavesStandardOutputAndErrorToTheHandler() throws Exception {
    try (FunctionProcess function = new FunctionProcess(server, OBEDIENT)) {
      server.ask("\"print\"");

      assertThat(function.standardError()).isEqualTo("to standard error\n");
      assertThat(function.standardOutput()).isEqualTo("to standard outputto the log\n");
    }
  }

  @Test
  void reportsAnInitErrorAndEnds() throws Exception {
    try (FunctionProcess function = new FunctionProcess(server, "no.such.Handler")) {
      Answer failure = server.answer();

      assertThat(failure.path()).isEqualTo("/init/error");
      assertThat(failure.headers())
          .containsEntry("Lambda-Runtime-Function-Error-Type", "Runtime.BadFunctionCode");
      assertThat(failure.body())
          .isEqualTo(
              """
              {"errorMessage":"Class not found: no.such.Handler",\
              "errorType":"java.lang.ClassNotFoundException","stackTrace":[]}""");
      assertThat(function.exitStatus()).isEqualTo(1);
      assertThat(function.standardOutput()).contains("Class not found: no.such.Handler");
    }
  }

  @Test
  void goesOnWhenTheServiceRefusesAResult() throws Exception {
    try (FunctionProcess function = new FunctionProcess(server, OBEDIENT)) {
      server.answerWith(413);
      server.ask("\"work\"");
      server.answerWith(202);

      assertThat(server.ask("\"work\"").path()).endsWith("request-2/response");
      assertThat(function.standardError()).contains("413");
    }
  }

  @Test
  void endsWhenTheServiceHasFailed() throws Exception {
    try (FunctionProcess function = new FunctionProcess(server, OBEDIENT)) {
      server.answerWith(500);
      server.ask("\"work\"");

      assertThat(function.exitStatus()).isEqualTo(1);
      assertThat(function.standardError()).contains("127.0.0.1", "500");
    }
  }
}
