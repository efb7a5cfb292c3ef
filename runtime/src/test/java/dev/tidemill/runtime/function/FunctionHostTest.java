package dev.tidemill.runtime.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemill.model.DataSize;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.function.InvocationError.Kind;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import dev.tidemill.runtime.process.LocalAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FunctionHostTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MISBEHAVE = SampleFunctions.class.getName() + "::misbehave";

  @TempDir Path folder;
  private ClaimedFolder claimed;
  private FunctionHost host;
  private FunctionLog log;
  private int calls;

  @BeforeEach
  void claim() {
    claimed = ClaimedFolder.claim(new DataFolder(folder));
  }

  @AfterEach
  void end() {
    if (host != null) {
      host.close();
      log.close();
    }
    claimed.close();
  }

  @Test
  void keepsOneProcessForCallAfterCall() throws Exception {
    host = host(SampleFunctions.class.getName() + "::echo");

    Invocation first = invoke("{\"name\":\"Jürgen\"}");
    Invocation second = invoke("{}");

    assertThat(json(first).get("name").asText()).isEqualTo("Jürgen");
    assertThat(first.coldStart()).hasValueSatisfying(time -> assertThat(time).isPositive());
    assertThat(json(second).get("calls").asInt()).isEqualTo(2);
    assertThat(second.coldStart()).isEmpty();
    assertThat(second.took()).isPositive();
    assertThat(second.requestId()).isNotEqualTo(first.requestId());
    assertThat(Files.readString(claimed.data().functionLog("Sample")))
        .containsSubsequence(
            "INIT_START",
            "START RequestId: " + first.requestId() + " Version: $LATEST",
            "END RequestId: " + first.requestId(),
            "REPORT RequestId: " + first.requestId() + "\tDuration: ",
            "\tMemory Size: 256 MB\t",
            "\tInit Duration: ",
            "START RequestId: " + second.requestId());
  }

  @Test
  void givesTheProcessLambdasEnvironmentAndNotOurs() throws Exception {
    host = host(SampleFunctions.class.getName() + "::surroundings");

    JsonNode seen = json(invoke("{}"));

    assertThat(seen.get("AWS_LAMBDA_FUNCTION_NAME").asText()).isEqualTo("shop-local-Sample");
    assertThat(seen.get("AWS_LAMBDA_LOG_STREAM_NAME").asText()).contains("[$LATEST]");
    assertThat(seen.get("AWS_REGION").asText()).isEqualTo("us-east-1");
    assertThat(seen.get("TZ").asText()).isEqualTo(":UTC");
    assertThat(seen.get("zone").asText()).isEqualTo("UTC");
    assertThat(seen.get("charset").asText()).isEqualTo("UTF-8");
    assertThat(seen.get("maxHeap").asInt()).isBetween(200, 217);
    assertThat(seen.has("PATH")).isTrue();
    assertThat(seen.has("HOME")).as("our environment").isFalse();
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "JAVA_25_HOME", matches = ".+")
  void runsInTheJavaThatItsRuntimeNames() throws Exception {
    FunctionSettings java17 =
        settings(SampleFunctions.class.getName() + "::surroundings", Duration.ofSeconds(20));
    host =
        host(
            new FunctionSettings(
                java17.id(),
                java17.name(),
                java17.code(),
                "java25",
                java17.command(),
                java17.memory(),
                java17.timeout(),
                java17.environment(),
                java17.initTimeout()));

    assertThat(json(invoke("{}")).get("java").asInt()).isGreaterThanOrEqualTo(25);
  }

  @Test
  void passesAnExceptionOnInLambdasShape() throws Exception {
    host = host(MISBEHAVE);

    InvocationError error = fail("throw", Kind.HANDLER);

    assertThat(error.errorType()).isEqualTo("java.lang.IllegalArgumentException");
    assertThat(error.errorMessage()).isEqualTo("Ünfit \"event\"");
    assertThat(error.stackTrace().get(0)).contains("SampleFunctions.misbehave");
    assertThat(fail("assert", Kind.HANDLER).errorType()).isEqualTo("java.lang.AssertionError");
    assertThat(call("something").coldStart()).as("the process goes on").isEmpty();
  }

  @Test
  void replacesTheProcessAfterAnErrorOfTheJvm() throws Exception {
    host = host(MISBEHAVE);

    assertThat(fail("error", Kind.HANDLER).errorType()).isEqualTo("java.lang.StackOverflowError");

    Invocation next = call("something");
    assertThat(new String(next.result().orElseThrow(), UTF_8)).isEqualTo("1");
    assertThat(next.coldStart()).isPresent();
  }

  @Test
  void reportsAProcessThatExitsAndStartsAnother() throws Exception {
    host = host(MISBEHAVE);

    Invocation exit = call("exit");

    assertThat(exit.error().orElseThrow())
        .isEqualTo(
            InvocationError.of(
                Kind.EXIT,
                "Runtime.ExitError",
                "RequestId: %s Error: Runtime exited with error: exit status 7"
                    .formatted(exit.requestId())));
    assertThat(fail("exit0", Kind.EXIT).errorMessage())
        .endsWith("Runtime exited without providing a reason");
    assertThat(call("something").coldStart()).isPresent();
  }

  @Test
  void startsAnotherWhenTheProcessHasEndedBetweenTwoCalls() throws Exception {
    host = host(MISBEHAVE);
    call("something");
    ProcessHandle process = ProcessHandle.of(host.processes().get(0)).orElseThrow();

    process.destroyForcibly();
    process.onExit().join();

    Invocation next = call("something");
    assertThat(next.error()).isEmpty();
    assertThat(next.coldStart()).isPresent();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endsAProcessWhoseTimeIsOverWithAllThatItStarted() throws Exception {
    host = host(settings(MISBEHAVE, Duration.ofMillis(1200)));
    call("something");
    ProcessHandle process = ProcessHandle.of(host.processes().get(0)).orElseThrow();

    Invocation hang = call("child");

    assertThat(hang.error().orElseThrow())
        .isEqualTo(
            InvocationError.of(
                Kind.TIMEOUT,
                "Sandbox.Timedout",
                "RequestId: %s Error: Task timed out after 1.20 seconds"
                    .formatted(hang.requestId())));
    assertThat(process.isAlive()).isFalse();
    assertThat(ProcessHandle.current().descendants())
        .noneMatch(child -> child.info().command().orElse("").endsWith("sleep"));
    assertThat(fail("spin", Kind.TIMEOUT).errorType()).isEqualTo("Sandbox.Timedout");
    assertThat(call("something").error()).isEmpty();
    assertThat(text(hang)).contains("Task timed out after 1.20 seconds");
  }

  @Test
  void reportsAProcessThatAllocatesWithoutEnd() throws Exception {
    host = host(MISBEHAVE);

    InvocationError error = call("fill").error().orElseThrow();

    assertThat(error.errorType() + " " + error.errorMessage()).contains("OutOfMemory");
    assertThat(call("something").coldStart()).isPresent();
  }

  @Test
  void keepsTheFirstPartOfWhatACallPrintsAndSaysHowMuchIsMissing() throws Exception {
    host = host(MISBEHAVE);
    call("first");

    Invocation print = call("print");

    assertThat(print.error()).isEmpty();
    assertThat(print.output().to() - print.output().from())
        .isBetween(InstanceOutput.MAX_BYTES_PER_CALL, InstanceOutput.MAX_BYTES_PER_CALL + 2000);
    assertThat(text(print))
        .containsPattern("more than 10 MB of output in one call: about 1[89]\\d MB were dropped")
        .contains("REPORT RequestId: " + print.requestId());
    assertThat(text(call("second"))).contains("wrote second").doesNotContain("0123456789abcde");
  }

  @Test
  void refusesWhatIsTooLarge() throws Exception {
    host = host(MISBEHAVE);

    assertThat(fail("large", Kind.HANDLER))
        .isEqualTo(
            InvocationError.of(
                Kind.HANDLER,
                "Function.ResponseSizeTooLarge",
                "Response payload size (6291558 bytes) exceeded maximum allowed payload size"
                    + " (6291556 bytes)."));
    assertThat(call("something").coldStart()).as("the process goes on").isEmpty();
    assertThat(
            host.invoke(new byte[6_291_557], "r-1").orElseThrow().error().orElseThrow().errorType())
        .isEqualTo("RequestTooLargeException");
  }

  @Test
  void reportsAClassThatIsMissingAndSoonStopsTrying() throws Exception {
    host = host("dev.tidemill.Misspelt");

    Invocation first = call("x");

    InvocationError error = first.error().orElseThrow();
    assertThat(error.kind()).isEqualTo(Kind.INIT);
    assertThat(error.errorMessage()).contains("dev.tidemill.Misspelt");
    assertThat(text(first)).contains("dev.tidemill.Misspelt");
    for (int i = 0; i < 2; i++) {
      assertThat(call("x").error()).contains(error);
    }
    long before = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThat(call("x").error()).contains(error);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void reportsCodeThatIsMissing() throws Exception {
    FunctionSettings there = settings(MISBEHAVE, Duration.ofSeconds(20));
    Path jar = folder.resolve("missing.jar");
    host =
        host(
            new FunctionSettings(
                there.id(),
                there.name(),
                jar,
                there.runtime(),
                there.command(),
                there.memory(),
                there.timeout(),
                there.environment(),
                there.initTimeout()));

    assertThat(call("x").error())
        .contains(InvocationError.of(Kind.NOT_STARTED, "code-missing", "There is no " + jar));
  }

  @Test
  void reportsAProcessThatNeverAsksForAnEvent() throws Exception {
    FunctionSettings settings =
        settings(SlowFunction.class.getName() + "::handle", Duration.ofSeconds(20));
    host =
        host(
            new FunctionSettings(
                settings.id(),
                settings.name(),
                settings.code(),
                settings.runtime(),
                settings.command(),
                settings.memory(),
                settings.timeout(),
                settings.environment(),
                Duration.ofMillis(1500)));

    InvocationError error = call("x").error().orElseThrow();

    assertThat(error.kind()).isEqualTo(Kind.INIT);
    assertThat(error.errorType()).isEqualTo("Sandbox.Timedout");
    assertThat(error.errorMessage()).endsWith("Error: Init timed out after 1.50 seconds");
    assertThat(host.processes()).isEmpty();
  }

  private InvocationError fail(String what, Kind kind) throws Exception {
    InvocationError error = call(what).error().orElseThrow();
    assertThat(error.kind()).isEqualTo(kind);
    return error;
  }

  private Invocation call(String what) throws Exception {
    return invoke("{\"do\":\"%s\"}".formatted(what));
  }

  private Invocation invoke(String event) throws Exception {
    calls++;
    return host.invoke(event.getBytes(UTF_8), "call-" + calls).orElseThrow();
  }

  private static JsonNode json(Invocation invocation) throws IOException {
    assertThat(invocation.error()).isEqualTo(Optional.empty());
    return JSON.readTree(invocation.result().orElseThrow());
  }

  private static String text(Invocation invocation) throws IOException {
    byte[] all = Files.readAllBytes(invocation.output().file());
    int from = (int) invocation.output().from();
    return new String(all, from, (int) invocation.output().to() - from, UTF_8);
  }

  private FunctionHost host(String handler) {
    return host(settings(handler, Duration.ofSeconds(20)));
  }

  private FunctionHost host(FunctionSettings settings) {
    log = FunctionLog.open(claimed.data().functionLog(settings.id()));
    InstanceStarter starter = new InstanceStarter(Installation.current(), claimed);
    return new FunctionHost(starter, settings, Limit.ONE, log, Clock.systemUTC());
  }

  private static FunctionSettings settings(String handler, Duration timeout) {
    Map<String, String> environment = new TreeMap<>(LocalAws.environment());
    environment.put("_HANDLER", handler);
    environment.put("TZ", ":UTC");
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "shop-local-Sample");
    return new FunctionSettings(
        "Sample",
        "shop-local-Sample",
        SampleCode.classes(),
        "java17",
        Optional.empty(),
        new DataSize(256L << 20),
        timeout,
        environment,
        FunctionSettings.INIT_TIMEOUT);
  }
}
