package dev.tidemill.cli.up;

import static dev.tidemill.cli.up.RecordedEntries.batch;
import static dev.tidemill.cli.up.RecordedEntries.call;
import static dev.tidemill.cli.up.RecordedEntries.fire;
import static dev.tidemill.cli.up.RecordedEntries.maintenance;
import static dev.tidemill.cli.up.RecordedEntries.notice;
import static dev.tidemill.cli.up.RecordedEntries.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.Captured;
import dev.tidemill.cli.Shell;
import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Terminal;
import dev.tidemill.cli.text.Width;
import dev.tidemill.model.RunState;
import dev.tidemill.runtime.history.FireEntry.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreensTest {

  private static final URI ADDRESS = URI.create("http://127.0.0.1:7070");
  private static final String CLEAR = "\r\u001b[J";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = Captured.stream(bytes);

  @Test
  void pipesALineAnEvent() {
    tell(new LineScreen(out, () -> RecordedUp.NOW, "approvals, stage local", false, false));
    assertThat(told())
        .isEqualTo(
            """
            2026-11-13T10:04:00Z broker 127.0.0.1:9092 in 2.9 s
            2026-11-13T10:04:00Z Spark in 3.4 s
            2026-11-13T10:04:00Z approvals, stage local, ready in 4.1 s, http://127.0.0.1:7070
            2026-11-13T10:04:00Z schedule ApproveReminder fires next at 2026-11-14T02:15:00Z
            2026-11-13T10:03:41.005Z PutUser failed: InvalidUser, email 'a@'  tidemill logs PutUser
            2026-11-13T10:03:41.005Z PutUser failed: Sandbox.Timedout, email 'a@' (async, attempt 2)  tidemill logs PutUser
            2026-11-13T10:03:41Z nightly of 2026-11-13T10:03:00Z fired
            2026-11-13T10:03:41Z nightly of 2026-11-13T10:03:00Z is a dead letter after 4 attempts: gone  tidemill redrive schedule nightly
            2026-11-13T10:03:41Z executions running (up)
            2026-11-13T10:04:41Z executions failed (up): [rolled-back] x  tidemill logs executions
            2026-11-13T10:03:42.100Z executions batch 17: 313 rows in 1.1 s
            2026-11-13T10:03:42.100Z executions batch 17: 313 rows in 1.1 s, 2 dead letters, 7 expired  tidemill logs executions
            2026-11-13T10:03:41Z table executions: 40 files are 2, 38 snapshots expired, 1 orphan removed, in 2.0 s
            2026-11-13T10:03:41Z disk: 900 MB free
            2026-11-13T10:04:00Z draining: calls end, batches commit; a second signal stops at once
            2026-11-13T10:04:00Z stopped in 0.8 s
            """);
  }

  @Test
  void pipesOnlyTroubleIfQuietAndEveryCallIfVerbose() {
    tell(new LineScreen(out, () -> RecordedUp.NOW, "approvals", true, false));
    assertThat(told().lines().filter(line -> line.contains("batch")))
        .hasSize(2)
        .anyMatch(line -> line.contains("dead letters"));
    assertThat(told()).contains("failed", "ready in", "stopped").doesNotContain("running", "fired");
    bytes.reset();
    tell(new LineScreen(out, () -> RecordedUp.NOW, "approvals", false, true));
    assertThat(told()).contains("PutUser ok in 5.0 ms\n", "executions starting (up)\n");
  }

  @Test
  void tellsProgramsAnObjectALine() {
    tell(new JsonScreen(out, () -> RecordedUp.NOW, "approvals"));
    assertThat(told().lines())
        .allMatch(line -> line.startsWith("{\"time\":\"2026-11-13T10:0") && line.endsWith("}"))
        .contains(
            "{\"time\":\"2026-11-13T10:04:00Z\",\"event\":\"part\",\"thing\":\"broker\","
                + "\"address\":\"127.0.0.1:9092\",\"milliseconds\":2900.0}",
            "{\"time\":\"2026-11-13T10:03:41Z\",\"event\":\"fire\",\"thing\":\"nightly\","
                + "\"scheduledTime\":\"2026-11-13T10:03:00Z\",\"executionId\":\"e1\",\"attempt\":4,"
                + "\"outcome\":\"delivered\",\"detail\":null}",
            "{\"time\":\"2026-11-13T10:03:41Z\",\"event\":\"notice\",\"thing\":\"disk\","
                + "\"text\":\"900 MB free\",\"warning\":true}")
        .anyMatch(line -> line.contains("\"errorType\":\"Sandbox.Timedout\""))
        .anyMatch(line -> line.contains("\"nodes\":[{\"node\":\"log\",\"in\":313,"));
  }

  @Test
  void redrawsTheViewWithTheLastEventsBelow() {
    LiveScreen screen = live(80, 24);
    screen.started("broker", "127.0.0.1:9092", Duration.ofMillis(2900));
    screen.ready(ADDRESS, Duration.ofMillis(4100));
    screen.tick(() -> RecordedUp.status(List.of(), List.of()));
    screen.happened(call("direct", 1, "com.acme.InvalidUser"));
    screen.happened(batch(313, 0, 0));
    screen.tick(() -> RecordedUp.status(List.of(), List.of()));
    screen.draining();
    screen.stopped(Duration.ofMillis(800));
    String view =
        """
        function          runs  failed     p95     job             last batch  lag
        PutUser          1,204      12  6.2 ms     executions      10:04:00    3, 9 s
        ApproveReminder      1       0   48 ms     function-stats  10:04:00    3, 9 s
                                                   reminders       10:04:00    0
        next     ApproveReminder 2026-11-14 03:15 Europe/Berlin, in 16h 11m
        """;
    assertThat(told())
        .isEqualTo(
            "broker   127.0.0.1:9092                                                   2.9 s\n"
                + "approvals ready in 4.1 s, stage local, http://127.0.0.1:7070    Ctrl-C drains\n"
                + CLEAR
                + view
                + "\u001b[5A"
                + CLEAR
                + view
                + "10:03:41 PutUser failed: InvalidUser, email 'a@'          tidemill logs PutUser\n"
                + "draining: calls end, batches commit; Ctrl-C again stops at once\n"
                + "stopped in 0.8 s\n");
  }

  @Test
  void neverTakesMoreLinesThanTheTerminalHas() {
    LiveScreen screen = live(80, 8);
    screen.ready(ADDRESS, Duration.ofMillis(4100));
    for (int i = 0; i < 20; i++) {
      screen.happened(notice(true));
    }
    bytes.reset();
    screen.tick(() -> RecordedUp.status(List.of(), List.of()));
    assertThat(told().replace(CLEAR, "").lines())
        .hasSize(7)
        .contains("… and 2 lines more: tidemill status", "10:03:41 disk: 900 MB free")
        .allMatch(line -> Width.of(line) < 80);
  }

  private LiveScreen live(int columns, int rows) {
    Terminal terminal = new Terminal(true, true, columns, rows, false);
    Shell shell = new Shell(out, out, terminal, name -> null, () -> RecordedUp.NOW);
    return new LiveScreen(shell, Style.PLAIN, ZoneOffset.UTC, "approvals", "local", false);
  }

  private static void tell(UpScreen screen) {
    screen.started("broker", "127.0.0.1:9092", Duration.ofMillis(2900));
    screen.started("Spark", "", Duration.ofMillis(3400));
    screen.ready(ADDRESS, Duration.ofMillis(4100));
    screen.tick(() -> RecordedUp.status(List.of(), List.of()));
    screen.tick(() -> RecordedUp.status(List.of(), List.of()));
    screen.happened(call("direct", 1, ""));
    screen.happened(call("direct", 1, "com.acme.InvalidUser"));
    screen.happened(call("async", 2, "Sandbox.Timedout"));
    screen.happened(fire(Outcome.DELIVERED, ""));
    screen.happened(fire(Outcome.DEAD, "gone"));
    screen.happened(run(RunState.STARTING, ""));
    screen.happened(run(RunState.RUNNING, ""));
    screen.happened(run(RunState.FAILED, "[rolled-back] x"));
    screen.happened(batch(313, 0, 0));
    screen.happened(batch(313, 2, 7));
    screen.happened(batch(0, 0, 0));
    screen.happened(maintenance());
    screen.happened(notice(true));
    screen.draining();
    screen.stopped(Duration.ofMillis(800));
  }

  private String told() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
