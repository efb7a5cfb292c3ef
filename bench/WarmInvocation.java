import dev.tidemill.model.DataSize;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.function.FunctionHost;
import dev.tidemill.runtime.function.FunctionSettings;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * What a warm invocation costs over the handler's own time: from the call to its end, with a real
 * process and a real log, less what the handler itself measured. Goal: p50 at most 3 ms.
 */
public class WarmInvocation {

  private static final int WARM_UP = 2_000;
  private static final int CALLS = 5_000;

  private static final String HANDLER =
      """
      import java.util.*;
      public class Bench {
        public Map<String, Object> handle(Map<String, Object> event) {
          long start = System.nanoTime();
          double x = 0;
          while (System.nanoTime() - start < 200_000) x += Math.sqrt(x + 1);
          return Map.of("nanos", System.nanoTime() - start, "x", x);
        }
      }
      """;

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("warm-invocation");
    Path source = Files.writeString(folder.resolve("Bench.java"), HANDLER);
    ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString());
    FunctionSettings settings =
        new FunctionSettings(
            "Bench", "bench", folder, new DataSize(512L << 20), Duration.ofSeconds(30),
            Map.of("_HANDLER", "Bench::handle"), FunctionSettings.INIT_TIMEOUT);
    try (ClaimedFolder claimed = ClaimedFolder.claim(new DataFolder(folder.resolve("data")));
        FunctionHost host = new FunctionHost(Installation.current(), claimed, settings)) {
      byte[] event = ("{\"text\":\"" + "x".repeat(500) + "\"}").getBytes(StandardCharsets.UTF_8);
      Invocation cold = host.invoke(event);
      print("cold start", cold.coldStart().orElseThrow().toNanos());
      double[] whole = new double[CALLS];
      double[] over = new double[CALLS];
      for (int i = -WARM_UP; i < CALLS; i++) {
        long start = System.nanoTime();
        Invocation call = host.invoke(event);
        long took = System.nanoTime() - start;
        if (i >= 0) {
          String answer = new String(call.result().orElseThrow(), StandardCharsets.UTF_8);
          long own = Long.parseLong(answer.replaceAll(".*\"nanos\":(\\d+).*", "$1"));
          whole[i] = took - own;
          over[i] = call.took().toNanos() - own;
        }
      }
      report("call - handler's own time ", whole);
      report("took - handler's own time ", over);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void report(String name, double[] nanos) {
    Arrays.sort(nanos);
    print(name + "p50", nanos[nanos.length / 2]);
    print(name + "p95", nanos[nanos.length * 95 / 100]);
    print(name + "p99", nanos[nanos.length * 99 / 100]);
  }

  private static void print(String name, double nanos) {
    System.out.printf(Locale.ROOT, "%-32s %9.3f ms%n", name, nanos / 1e6);
  }
}
