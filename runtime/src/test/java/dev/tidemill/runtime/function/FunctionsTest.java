package dev.tidemill.runtime.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemill.model.Function;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.function.InvocationError.Kind;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionsTest {

  private static final String HOLD = SampleFunctions.class.getName() + "::hold";

  @TempDir Path folder;
  private final MovingClock clock = new MovingClock();
  private final List<FunctionCall> heard = new CopyOnWriteArrayList<>();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private ClaimedFolder claimed;
  private Functions functions;

  @BeforeEach
  void claim() {
    claimed = ClaimedFolder.claim(new DataFolder(folder.resolve("data")));
  }

  @AfterEach
  void end() {
    if (functions != null) {
      functions.close();
    }
    callers.shutdownNow();
    claimed.close();
  }

  @Test
  void givesCallsThatComeTogetherAProcessEachAndThrottlesWhatIsBeyondTheConcurrency()
      throws Exception {
    functions = functions(OptionalInt.of(2));
    Future<Invocation> one = begun("one");
    Future<Invocation> two = begun("two");

    Invocation three = hold("three");

    InvocationError error = three.error().orElseThrow();
    assertThat(error.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(error.errorType()).isEqualTo("TooManyRequestsException");
    FunctionStatus busy = functions.status().get(0);
    assertThat(busy.running()).isEqualTo(2);
    assertThat(busy.processes()).hasSize(2);
    letGo();
    assertThat(one.get().result().orElseThrow()).isNotEqualTo(two.get().result().orElseThrow());
    assertThat(hold("four").error()).isEmpty();
    FunctionStatus status = functions.status().get(0);
    assertThat(status.calls()).isEqualTo(4);
    assertThat(status.failures()).isOne();
    assertThat(status.lastError()).hasValueSatisfying(e -> assertThat(e).startsWith("TooMany"));
    assertThat(status.p95()).isPresent();
    assertThat(heard).extracting(FunctionCall::function).containsOnly("Hold").hasSize(4);
  }

  @Test
  void letsCallsWaitWhereNoConcurrencyIsDeclared() throws Exception {
    functions = functions(OptionalInt.empty());
    int cores = Runtime.getRuntime().availableProcessors();
    List<Future<Invocation>> calls = new ArrayList<>();
    for (int i = 0; i < cores; i++) {
      calls.add(begun("call-" + i));
    }
    calls.add(callers.submit(() -> hold("late")));

    assertThat(functions.status().get(0).processes()).hasSize(cores);
    letGo();

    for (Future<Invocation> call : calls) {
      assertThat(call.get().error()).isEmpty();
    }
    assertThat(functions.status().get(0).processes()).hasSize(cores);
  }

  @Test
  void keepsCallsOfSeveralProcessesWholeInTheLog() throws Exception {
    functions = functions(OptionalInt.of(2));
    Future<Invocation> one = begun("one");
    Future<Invocation> two = begun("two");
    letGo();

    for (Future<Invocation> call : List.of(one, two)) {
      Invocation done = call.get();
      String name = call == one ? "one" : "two";
      String text = text(done);
      assertThat(text.lines().map(line -> line.replaceFirst("^\\S+Z ", "").split("\t", 2)[0]))
          .containsExactly(
              "START RequestId: " + name + " Version: $LATEST",
              "begin " + name,
              "end " + name,
              "END RequestId: " + name,
              "REPORT RequestId: " + name);
      assertThat(done.memoryMb()).hasValueSatisfying(mb -> assertThat(mb).isBetween(20L, 256L));
    }
    assertThat(Files.readString(claimed.data().functionLog("Hold"))).contains(text(one.get()));
  }

  @Test
  void endsProcessesBeyondTheFirstThatHaveWaitedForAMinute() throws Exception {
    functions = functions(OptionalInt.of(3));
    List<Future<Invocation>> calls = List.of(begun("one"), begun("two"), begun("three"));
    letGo();
    for (Future<Invocation> call : calls) {
      call.get();
    }
    clock.advance(Duration.ofSeconds(59));
    hold("warm");

    clock.advance(Duration.ofSeconds(2));

    await().untilAsserted(() -> assertThat(functions.status().get(0).processes()).hasSize(1));
    clock.advance(Duration.ofHours(1));
    assertThat(hold("again").coldStart()).isEmpty();
  }

  @Test
  void startsAProcessAheadOfTheFirstCall() throws Exception {
    functions = functions(OptionalInt.empty());

    assertThat(functions.warm("Hold")).isEmpty();

    assertThat(functions.status().get(0).processes()).hasSize(1);
    letGo();
    assertThat(hold("one").coldStart()).isEmpty();
    assertThat(functions.status().get(0).calls()).isOne();
  }

  @Test
  void reportsACallWhoseProcessIsKilledAndStartsAnotherForTheNext() throws Exception {
    functions = functions(OptionalInt.empty());
    Future<Invocation> call = begun("one");

    ProcessHandle.of(functions.status().get(0).processes().get(0)).orElseThrow().destroyForcibly();

    assertThat(call.get().error())
        .contains(
            InvocationError.of(
                Kind.EXIT,
                "Runtime.ExitError",
                "RequestId: one Error: Runtime exited with error: signal: killed"));
    letGo();
    Invocation next = hold("two");
    assertThat(next.error()).isEmpty();
    assertThat(next.coldStart()).isPresent();
  }

  @Test
  void takesNewCodeForNewCallsWhileOldCallsEnd() throws Exception {
    Path jar = jar("a");
    Function function = Definitions.java("Hold", HOLD, jar, OptionalInt.of(2));
    functions = functions(function);
    Future<Invocation> old = begun("old");
    long oldProcess = functions.status().get(0).processes().get(0);
    assertThat(functions.codeChanged()).isFalse();

    jar("a longer one");
    assertThat(functions.codeChanged()).isTrue();
    functions.apply(Definitions.environment(Definitions.pipeline(folder, function)));

    assertThat(functions.codeChanged()).isFalse();
    Future<Invocation> young = begun("young");
    long youngProcess = functions.status().get(0).processes().get(0);
    letGo();
    assertThat(new String(old.get().result().orElseThrow(), UTF_8)).contains("" + oldProcess);
    assertThat(new String(young.get().result().orElseThrow(), UTF_8)).contains("" + youngProcess);
    assertThat(youngProcess).isNotEqualTo(oldProcess);
    await().until(() -> ProcessHandle.of(oldProcess).isEmpty());
    functions.apply(Definitions.environment(Definitions.pipeline(folder, function)));
    assertThat(functions.status().get(0).processes()).containsExactly(youngProcess);
    try (var copies = Files.list(claimed.data().work().resolve("code"))) {
      assertThat(copies).hasSize(1);
    }
  }

  @Test
  void takesNoCallOfAFunctionThatIsGone() throws Exception {
    functions = functions(OptionalInt.empty());
    letGo();
    hold("one");

    functions.apply(Definitions.environment(Definitions.pipeline(folder)));

    assertThat(hold("two").error().orElseThrow().errorType())
        .isEqualTo("ResourceNotFoundException");
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  @Test
  void waitsForRunningCallsWhenItIsDrained() throws Exception {
    functions = functions(OptionalInt.empty());
    Future<Invocation> call = begun("one");

    assertThat(functions.drain(Duration.ofMillis(50))).isFalse();
    assertThat(hold("two").error().orElseThrow().errorType()).isEqualTo("ServiceException");
    CompletableFuture<Boolean> drained =
        CompletableFuture.supplyAsync(() -> drain(Duration.ofSeconds(20)), callers);
    letGo();

    assertThat(drained.get()).isTrue();
    assertThat(call.get().error()).isEmpty();
  }

  @Test
  void putsIntoTheLogWhatWasWrittenBeforeItWasKilledItself() throws Exception {
    Path work = claimed.data().work().resolve("function-Hold.7");
    Files.createDirectories(work);
    Files.writeString(
        work.resolve("output"), "old\n2026 REPORT RequestId: 1\tDuration\nSTART 2\nhalf a line");

    functions = functions(OptionalInt.empty());

    assertThat(Files.readString(claimed.data().functionLog("Hold")))
        .startsWith("START 2\nhalf a line")
        .contains("no END: Tidemill was ended before the call was")
        .doesNotContain("old");
    assertThat(work).doesNotExist();
  }

  private boolean drain(Duration patience) {
    try {
      return functions.drain(patience);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A call that has come to its handler. */
  private Future<Invocation> begun(String name) {
    Future<Invocation> call = callers.submit(() -> hold(name));
    await().until(() -> Files.exists(folder.resolve(name + ".began")));
    return call;
  }

  private void letGo() throws IOException {
    Files.createFile(folder.resolve("go"));
  }

  private Invocation hold(String name) throws InterruptedException {
    String event = "{\"name\":\"%s\",\"until\":\"%s\"}".formatted(name, folder.resolve("go"));
    return functions.invoke("Hold", event.getBytes(UTF_8), name);
  }

  private Functions functions(OptionalInt concurrency) {
    return functions(Definitions.java("Hold", HOLD, SampleCode.classes(), concurrency));
  }

  private Functions functions(Function function) {
    return new Functions(
        Installation.current(),
        claimed,
        Definitions.environment(Definitions.pipeline(folder, function)),
        Instances.DECLARED,
        clock,
        heard::add);
  }

  /** With the handlers, and an entry that makes it another one. */
  private Path jar(String comment) throws IOException {
    Path jar = folder.resolve("code.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      String entry = SampleFunctions.class.getName().replace('.', '/') + ".class";
      out.putNextEntry(new JarEntry(entry));
      Files.copy(SampleCode.classes().resolve(entry), out);
      out.putNextEntry(new JarEntry("comment"));
      out.write(comment.getBytes(UTF_8));
    }
    return jar;
  }

  private static String text(Invocation invocation) throws IOException {
    Invocation.Output output = invocation.output();
    byte[] all = Files.readAllBytes(output.file());
    return new String(all, (int) output.from(), (int) (output.to() - output.from()), UTF_8);
  }
}
