package dev.tidemill.runtime.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Function;
import dev.tidemill.model.Function.As;
import dev.tidemill.model.Function.Expect;
import dev.tidemill.model.Function.FunctionSamples;
import dev.tidemill.model.Function.Outcome;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.function.InvocationError;
import dev.tidemill.runtime.function.InvocationError.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionCallsTest {

  @TempDir private Path folder;
  private final List<String> events = new ArrayList<>();
  private Path jar;
  private Path samples;

  @BeforeEach
  void write() throws IOException {
    jar = Files.writeString(folder.resolve("shop.jar"), "");
    samples = Files.writeString(folder.resolve("a.ndjson"), "1\n\n2\n3\n4\n5\n");
  }

  @Test
  void countsWhatEndedAsExpected() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.ndjson"), "6\n7\n");
    Function function =
        Pipelines.function(
            jar,
            Pipelines.samples(samples, Outcome.SUCCESS),
            Pipelines.samples(bad, Outcome.ERROR));

    FunctionReport report =
        calls(function, event -> event.compareTo("6") < 0 ? ok(event) : error(Kind.HANDLER));

    assertThat(events).containsExactly("1", "2", "3", "4", "5", "6", "7");
    assertThat(counts(report)).containsExactly(7L, 5L, 2L, 0L);
    assertThat(report.coldStarts()).isEqualTo(1);
    assertThat(report.p50()).contains(Duration.ofMillis(5));
    assertThat(report.p95()).contains(Duration.ofMillis(8));
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void tellsEachCauseOnceWithItsFirstLine() throws Exception {
    FunctionReport report =
        calls(
            Pipelines.function(jar, Pipelines.samples(samples, Outcome.SUCCESS)),
            event -> event.compareTo("3") < 0 ? ok(event) : error(Kind.HANDLER));

    assertThat(counts(report)).containsExactly(5L, 2L, 0L, 3L);
    assertThat(lines(report))
        .containsExactly(
            "[call-failed] 3 calls: InvalidUser, email 'a@' (first a.ndjson:4)"
                + " / see: tidemill logs Track");
  }

  @Test
  void aCallThatShouldHaveFailedIsAFailure() throws Exception {
    FunctionReport report =
        calls(Pipelines.function(jar, Pipelines.samples(samples, Outcome.ERROR)), this::ok);

    assertThat(counts(report)).containsExactly(5L, 0L, 0L, 5L);
    assertThat(lines(report))
        .containsExactly(
            "[not-refused] 5 calls: succeeded, but its samples expect an error (first a.ndjson:1)"
                + " / see: tidemill logs Track");
  }

  @Test
  void aHandlerThatCannotBeLoadedIsTriedOnce() throws Exception {
    InvocationError missing =
        new InvocationError(
            "java.lang.ClassNotFoundException", "Class not found", List.of(), Kind.INIT);

    FunctionReport report =
        calls(
            Pipelines.function(jar, Pipelines.samples(samples, Outcome.SUCCESS)),
            event -> failed(missing));

    assertThat(events).hasSize(1);
    assertThat(counts(report)).containsExactly(0L, 0L, 0L, 5L);
    assertThat(lines(report))
        .containsExactly(
            "[handler-missing] no class com.shop.Track in shop.jar / see: tidemill logs Track");
  }

  @Test
  void codeThatIsNotThereIsNotCalled() throws Exception {
    Function function =
        Pipelines.function(folder.resolve("gone.jar"), Pipelines.samples(samples, Outcome.SUCCESS));

    FunctionReport report = calls(function, this::ok);

    assertThat(events).isEmpty();
    assertThat(counts(report)).containsExactly(0L, 0L, 0L, 5L);
    assertThat(lines(report))
        .containsExactly(
            "[code-missing] no file gone.jar / the build command did not make it: make");
  }

  @Test
  void aFunctionThatEndsItsProcessThreeTimesIsGivenUp() throws Exception {
    Function function = Pipelines.function(jar, Pipelines.samples(samples, Outcome.ERROR));

    FunctionReport report =
        calls(
            function,
            event ->
                failed(
                    new InvocationError(
                        "Sandbox.Timedout",
                        "RequestId: r1 Error: Task timed out after 30.00 seconds",
                        List.of(),
                        Kind.TIMEOUT)));

    assertThat(events).hasSize(3);
    assertThat(counts(report)).containsExactly(3L, 0L, 0L, 5L);
    assertThat(lines(report))
        .containsExactly(
            "[timed-out] 3 calls: Task timed out after 30.00 seconds (first a.ndjson:1),"
                + " then 2 were not made / see: tidemill logs Track");
  }

  @Test
  void aProcessThatEndsNowAndThenIsCalledOn() throws Exception {
    FunctionReport report =
        calls(
            Pipelines.function(jar, Pipelines.samples(samples, Outcome.SUCCESS)),
            event -> "135".contains(event) ? error(Kind.EXIT) : ok(event));

    assertThat(counts(report)).containsExactly(5L, 2L, 0L, 3L);
  }

  @Test
  void aScheduleIsACallThatMustSucceed() throws Exception {
    FunctionCalls calls = of(Pipelines.function(jar), event -> error(Kind.HANDLER));
    Instant due = Instant.parse("2026-11-13T02:15:00Z");

    ScheduleReport fired =
        calls.fire(Pipelines.schedule("rate(1 day)", Optional.empty()), due, new byte[] {'{', '}'});

    assertThat(fired.ok()).isFalse();
    assertThat(fired.due()).contains(due);
    assertThat(calls.report().firings()).containsExactly(fired);
    assertThat(calls.report().failed()).isEqualTo(1);
  }

  @Test
  void saysOfAProcessThatCannotBeStartedOnlyWhatIsMissing() throws Exception {
    InvocationError missing =
        new InvocationError(
            "Runtime.InvalidEntrypoint", "no program 'pyhton3'", List.of(), Kind.NOT_STARTED);

    FunctionReport report =
        calls(
            Pipelines.function(jar, Pipelines.samples(samples, Outcome.SUCCESS)),
            event -> failed(missing));

    assertThat(counts(report)).containsExactly(0L, 0L, 0L, 5L);
    assertThat(lines(report))
        .containsExactly("[not-started] no program 'pyhton3' / see: tidemill logs Track");
  }

  @Test
  void wrapsLinesAsRequestsToTheUrl() throws Exception {
    FunctionSamples lines =
        new FunctionSamples(
            samples, new Expect(Outcome.SUCCESS, Optional.empty()), As.URL, Pipelines.SOMEWHERE);

    calls(Pipelines.function(jar, lines), this::ok);

    assertThat(events).hasSize(5);
    assertThat(events.get(0))
        .contains("\"version\":\"2.0\"", "\"method\":\"POST\"", "\"body\":\"1\"")
        .contains("\"requestId\":\"r1\"", "\"time\":\"13/Nov/2026:00:00:00 +0000\"");
  }

  private interface Answer {
    Invocation to(String event);
  }

  private FunctionReport calls(Function function, Answer answer) throws InterruptedException {
    FunctionCalls calls = of(function, answer);
    calls.samples();
    return calls.report();
  }

  private FunctionCalls of(Function function, Answer answer) {
    Pipeline pipeline = Pipelines.of(folder, List.of(), List.of(function), List.of());
    return new FunctionCalls(
        pipeline,
        function,
        (event, requestId) -> {
          events.add(new String(event, StandardCharsets.UTF_8).replace(requestId, "r1"));
          return answer.to(events.get(events.size() - 1));
        },
        Clock.fixed(Instant.parse("2026-11-13T00:00:00Z"), ZoneOffset.UTC),
        new Narrator(event -> {}));
  }

  private Invocation ok(String event) {
    return invocation(Optional.empty(), Duration.ofMillis(3 + events.size() % 7));
  }

  private Invocation error(Kind kind) {
    return failed(new InvocationError("com.shop.Track$InvalidUser", "email 'a@'", List.of(), kind));
  }

  private Invocation failed(InvocationError error) {
    return invocation(Optional.of(error), Duration.ofMillis(3));
  }

  private Invocation invocation(Optional<InvocationError> error, Duration took) {
    Optional<Duration> cold =
        events.size() == 1 ? Optional.of(Duration.ofMillis(600)) : Optional.empty();
    return new Invocation(
        "r1",
        Optional.empty(),
        error,
        took,
        cold,
        Optional.empty(),
        new Invocation.Output(jar, 0, 0));
  }

  private static List<Long> counts(FunctionReport report) {
    return List.of(report.sent(), report.ok(), report.refused(), report.failed());
  }

  private static List<String> lines(FunctionReport report) {
    return report.problems().stream().map(FunctionCallsTest::line).toList();
  }

  private static String line(Finding finding) {
    return "[" + finding.code() + "] " + finding.message() + " / " + finding.hint();
  }
}
