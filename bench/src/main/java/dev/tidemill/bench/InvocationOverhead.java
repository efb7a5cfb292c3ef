package dev.tidemill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.bench.author.Raw;
import dev.tidemill.bench.author.Sending;
import dev.tidemill.bench.author.Typed;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.DefinitionReader;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.function.FunctionEnvironment;
import dev.tidemill.runtime.function.Functions;
import dev.tidemill.runtime.function.Instances;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.process.BrokerProcess;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a warm invocation costs over the handler's own time, through the runtime's own Runtime API
 * and real function processes: {@code InvocationOverhead [CALLS]}.
 *
 * <p>The handler works for a millisecond and answers with its exact time. {@code over} is the time
 * from handing out the event to its answer, less that; {@code caller} is what the caller waited,
 * less that. The first call pays for what is made at the first use, after the cold start.
 */
public final class InvocationOverhead {
  private static final double GOAL_MILLIS = 3;
  private static final int WARM_UP = 500;
  private static final Path JAR =
      Path.of(System.getProperty("tidemill.home"), "bench", "target", "tidemill-bench.jar");
  private static final byte[] EVENT =
      "{\"userId\":\"u-1\",\"firstName\":\"Zoë\",\"email\":\"zoe@example.org\"}".getBytes(UTF_8);

  private record Case(String id, String name, Class<?> handler, boolean streams, boolean log) {}

  private record Figures(
      Case measured, double cold, double first, double over50, double over95, double caller) {
    boolean meetsGoal() {
      return over50 <= GOAL_MILLIS;
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case("Raw", "RequestStreamHandler", Raw.class, false, false),
          new Case("Typed", "RequestHandler", Typed.class, false, false),
          new Case("Recorded", "… with an execution record", Typed.class, false, true),
          new Case("Sending", "… with an event sent", Sending.class, true, false),
          new Case("Both", "… with both", Sending.class, true, true));

  private final ClaimedFolder folder;
  private final BrokerProcess broker;
  private final int calls;

  private InvocationOverhead(ClaimedFolder folder, BrokerProcess broker, int calls) {
    this.folder = folder;
    this.broker = broker;
    this.calls = calls;
  }

  /** See the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int calls = args.length > 0 ? Integer.parseInt(args[0]) : 3000;
    Path data = Files.createTempDirectory("tidemill-bench");
    try (ClaimedFolder folder = ClaimedFolder.claim(new DataFolder(data));
        BrokerProcess broker = BrokerProcess.start(Installation.current(), folder, 0)) {
      broker.createTopics(pipeline(data, CASES.get(0)).streams().values());
      print(new InvocationOverhead(folder, broker, calls).measure(), calls);
    } finally {
      delete(data);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void print(List<Figures> all, int calls) {
    System.out.printf(
        "%d warm invocations each, handler's own time 1 ms; milliseconds over that%n", calls);
    System.out.printf(
        "%-30s %8s %8s %10s %10s %10s%n",
        "handler", "over p50", "over p95", "caller p50", "cold start", "first call");
    for (Figures row : all) {
      System.out.printf(
          "%-30s %8.2f %8.2f %10.2f %10.0f %10.0f%n",
          row.measured.name, row.over50, row.over95, row.caller, row.cold, row.first);
    }
    boolean met = all.stream().allMatch(Figures::meetsGoal);
    System.out.printf("goal: over p50 at most %.0f ms: %s%n", GOAL_MILLIS, met ? "met" : "missed");
  }

  private List<Figures> measure() throws InterruptedException {
    List<Figures> all = new ArrayList<>();
    for (Case each : CASES) {
      // One after the other, and none beside another's processes.
      try (Functions functions = functions(each)) {
        all.add(measure(each, functions));
      }
    }
    return all;
  }

  private Functions functions(Case measured) {
    return new Functions(
        Installation.current(),
        folder,
        new FunctionEnvironment(
            pipeline(folder.data().root(), measured),
            Clusters.single(broker.clientSettings()),
            Optional.empty(),
            Duration.ZERO,
            s -> ""),
        Instances.ONE,
        Clock.systemUTC(),
        call -> {});
  }

  private Figures measure(Case measured, Functions functions) throws InterruptedException {
    Invocation first = invoke(measured, functions);
    double cold = millis(first.coldStart().orElseThrow().toNanos());
    double firstOver = millis(first.took().toNanos() - own(first));
    for (int i = 1; i < WARM_UP; i++) {
      invoke(measured, functions);
    }
    double[] over = new double[calls];
    double[] caller = new double[calls];
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      Invocation done = invoke(measured, functions);
      long waited = System.nanoTime() - start;
      long own = own(done);
      over[i] = millis(done.took().toNanos() - own);
      caller[i] = millis(waited - own);
    }
    return new Figures(
        measured,
        cold,
        firstOver,
        percentile(over, 50),
        percentile(over, 95),
        percentile(caller, 50));
  }

  private static Invocation invoke(Case measured, Functions functions) throws InterruptedException {
    Invocation done = functions.invoke(measured.id, EVENT, UUID.randomUUID().toString());
    if (!done.succeeded()) {
      throw new IllegalStateException("The function failed: " + done.error().orElseThrow());
    }
    return done;
  }

  private static long own(Invocation done) {
    return Long.parseLong(new String(done.result().orElseThrow(), UTF_8));
  }

  private static double percentile(double[] values, int percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  private static Pipeline pipeline(Path folder, Case measured) {
    String log = measured.log ? ", executionLog: log" : "";
    String uses = measured.streams ? ", uses: { events: write }" : "";
    try {
      Path file = folder.resolve("pipeline.yaml");
      Files.writeString(
          file,
          """
          pipeline: bench
          streams:
            events: { columns: { at: string } }
            log:
              columns:
                { functionName: string, requestId: string, executionTime: long, startedAt: timestamp,
                  status: string, coldStart: boolean, errorType: string }
          functions:
            %s: { handler: "%s", code: "%s", memory: 512MB, timeout: 30s%s%s }
          """
              .formatted(measured.id, measured.handler.getName(), JAR, uses, log));
      Checked checked =
          new DefinitionReader(NodeKinds.onClassPath(), name -> null).read(file, "local", Map.of());
      return checked
          .pipeline()
          .orElseThrow(() -> new IllegalStateException("" + checked.findings()));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
