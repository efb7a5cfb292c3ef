package dev.tidemill.cli.whole.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process takes while it runs on: heap after a collection, processor time. */
final class Steady {

  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final double TICKS_A_SECOND = 100;

  private final long pid;
  private long ticks;
  private long nanos = System.nanoTime();

  Steady(long pid) throws IOException {
    this.pid = pid;
    this.ticks = ticks();
  }

  /** Of the whole heap, in KB, after a full collection. */
  long heapAfterCollection() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    long sum = 0;
    // Young and old generation; what follows is the metaspace.
    for (int i = 0; i < 2 && used.find(); i++) {
      sum += Long.parseLong(used.group(1));
    }
    return sum;
  }

  /** Of one core, since it was asked last. */
  double processorShare() throws IOException {
    long now = System.nanoTime();
    long later = ticks();
    double share = (later - ticks) / TICKS_A_SECOND / ((now - nanos) / 1e9);
    ticks = later;
    nanos = now;
    return share;
  }

  private long ticks() throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor(1, TimeUnit.MINUTES);
    return answer;
  }
}
