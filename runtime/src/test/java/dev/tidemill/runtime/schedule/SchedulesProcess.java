package dev.tidemill.runtime.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.model.Names;
import dev.tidemill.model.Schedule;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.state.StateDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that keeps one-time schedules and writes each fire to a file, until it is killed.
 *
 * <p>{@code FOLDER URL RECORD COUNT PER-SECOND}, where the URL may be {@code -}.
 */
final class SchedulesProcess {

  private final Process process;

  private SchedulesProcess(Process process) {
    this.process = process;
  }

  /** Starts one and waits until it holds its schedules. */
  static SchedulesProcess start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(SchedulesProcess.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    if (!"ready".equals(lines.readLine())) {
      throw new IOException("did not start: " + String.join(" ", arguments));
    }
    return new SchedulesProcess(process);
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public static void main(String[] args) throws IOException {
    Names names = new Names("shop", "local");
    Clock clock = Clock.systemUTC();
    Optional<String> url = Optional.of(args[1]).filter(text -> !text.equals("-"));
    StateDatabase database = StateDatabase.open(new DataFolder(Path.of(args[0])), url, names);
    History history = new History(database, clock);
    DeadLetters deadLetters = new DeadLetters(database, clock);
    Path record = Path.of(args[2]);
    try (OutputStream out =
        Files.newOutputStream(record, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      Schedules schedules =
          new Schedules(database, names, history, deadLetters, new Writing(out), clock);
      schedules.apply(
          schedules(begin(record), Integer.parseInt(args[3]), Integer.parseInt(args[4])));
      System.out.println("ready");
      // Ends with its parent at the latest.
      while (System.in.read() >= 0) {}
    }
    Runtime.getRuntime().halt(0);
  }

  /** Soon after the first process has begun: what is past when it is first seen never fires. */
  private static Instant begin(Path record) throws IOException {
    Path file = record.resolveSibling("begin");
    if (!Files.exists(file)) {
      Instant begin = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
      Files.writeString(file, begin.toString());
    }
    return Instant.parse(Files.readString(file));
  }

  private static List<Schedule> schedules(Instant begin, int count, int perSecond) {
    List<Schedule> schedules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LocalDateTime time =
          LocalDateTime.ofInstant(begin.plusSeconds(i / perSecond), ZoneOffset.UTC);
      String text = time.toString().length() == 16 ? time + ":00" : time.toString();
      schedules.add(new TestSchedule("s" + i, "at(" + text + ")").build());
    }
    return schedules;
  }

  /** One line a fire; what was written survives the process. */
  private record Writing(OutputStream out) implements FireTargets {
    @Override
    public void function(String function, byte[] event, Fire fire) {
      String line =
          "%d %s %s\n"
              .formatted(ProcessHandle.current().pid(), fire.schedule(), fire.executionId());
      try {
        out.write(line.getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void job(String job, Fire fire) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void stream(String stream, byte[] message, Fire fire) {
      throw new UnsupportedOperationException();
    }
  }
}
