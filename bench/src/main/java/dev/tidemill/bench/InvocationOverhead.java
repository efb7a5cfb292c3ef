package dev.tidemill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.bench.author.Raw;
import dev.tidemill.bench.author.Sending;
import dev.tidemill.bench.author.Typed;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Position;
import dev.tidemill.model.Stream;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.function.FunctionHost;
import dev.tidemill.runtime.function.FunctionSettings;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.process.BrokerProcess;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
  private static final String WRAPPER = "dev.tidemill.functions.TidemillHandler";
  private static final byte[] EVENT =
      "{\"userId\":\"u-1\",\"firstName\":\"Zoë\",\"email\":\"zoe@example.org\"}".getBytes(UTF_8);

  private record Case(String name, Class<?> handler, boolean streams, boolean log) {}

  private record Figures(
      Case measured, double cold, double first, double over50, double over95, double caller) {
    boolean meetsGoal() {
      return over50 <= GOAL_MILLIS;
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case("RequestStreamHandler", Raw.class, false, false),
          new Case("RequestHandler", Typed.class, false, false),
          new Case("… with an execution record", Typed.class, false, true),
          new Case("… with an event sent", Sending.class, true, false),
          new Case("… with both", Sending.class, true, true));

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
      broker.createTopics(List.of(stream("events"), stream("log")));
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
      try (FunctionHost host = new FunctionHost(Installation.current(), folder, settings(each))) {
        all.add(measure(each, host));
      }
    }
    return all;
  }

  private Figures measure(Case measured, FunctionHost host) throws InterruptedException {
    Invocation first = invoke(host);
    double cold = millis(first.coldStart().orElseThrow().toNanos());
    double firstOver = millis(first.took().toNanos() - own(first));
    for (int i = 1; i < WARM_UP; i++) {
      invoke(host);
    }
    double[] over = new double[calls];
    double[] caller = new double[calls];
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      Invocation done = invoke(host);
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

  private static Invocation invoke(FunctionHost host) throws InterruptedException {
    Invocation done = host.invoke(EVENT);
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

  private FunctionSettings settings(Case measured) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "bench-local-Measured");
    environment.put("_HANDLER", measured.handler.getName());
    if (measured.streams || measured.log) {
      environment.put("_HANDLER", WRAPPER);
      environment.put("TIDEMILL_HANDLER", measured.handler.getName());
      environment.put("TIDEMILL_STREAM_EVENTS", "kafka:events");
      environment.put("TIDEMILL_STREAM_LOG", "kafka:log");
      environment.put("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    }
    if (measured.log) {
      environment.put("TIDEMILL_EXECUTION_LOG", "log");
    }
    return new FunctionSettings(
        "Measured",
        "bench-local-Measured",
        Path.of(System.getProperty("tidemill.home"), "bench", "target", "tidemill-bench.jar"),
        new DataSize(512L << 20),
        Duration.ofSeconds(30),
        environment,
        FunctionSettings.INIT_TIMEOUT);
  }

  private static Stream stream(String id) {
    return new Stream(
        id,
        new ColumnType.Struct(List.of()),
        1,
        Duration.ofDays(7),
        new DataSize(1L << 20),
        Optional.empty(),
        id,
        Stream.OnBadRecord.DEAD_LETTER,
        List.of(),
        new Position(Path.of("pipeline.yaml"), 1, 1, 1, 1));
  }
}
