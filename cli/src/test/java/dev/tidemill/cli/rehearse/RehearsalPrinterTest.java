package dev.tidemill.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.Captured;
import dev.tidemill.cli.text.Progress;
import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Terminal;
import dev.tidemill.cli.text.Width;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.rehearse.JobReport;
import dev.tidemill.runtime.rehearse.RehearsalEvent;
import dev.tidemill.runtime.rehearse.RehearsalReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalPrinterTest {

  private static final Pipeline PIPELINE = Recorded.pipeline();
  private static final Terminal PIPED = new Terminal(false, false, 80, false);

  @Test
  void tellsThePassingRehearsalOfTheManual() {
    assertThat(told(terminal(80), Style.PLAIN, Recorded.passing(), Recorded.passed()))
        .isEqualTo(
            """
            approvals, stage local, from 2026-11-13T00:00:00Z
            check    2 functions, 2 streams, 3 tables, 3 jobs: fine                   0.4 s
            start    broker 2.1 s, Spark 3.4 s, stores 1.2 s, functions 0.7 s         3.5 s
            plan     3 jobs, 8 nodes                                                  0.6 s
            store    approvals: 120 items from samples/approvals.ndjson
            function          sent    ok  refused  failed     p50     p95  cold
            PutUser            312   300       12       0  1.9 ms  6.3 ms     1
            ApproveReminder      1     1        0       0   48 ms   48 ms     1
              fired for 2026-11-13 03:15 Europe/Berlin
            job / node          in   out  dropped  nulled  dead
            executions / log   313   313        0       0     0   1 batch, 1.1 s
              finished         313   313        0       –     –
              lake             313   313        –       –     –   table executions
            function-stats     313     2        0       0     0   table function_stats
            reminders           41    41        0       0     0   table reminders
            executions, 1 of 313 rows
            functionName  requestId  executionTime  startedAt             status  …
            PutUser       5f0c9a52…  3              2026-11-13T00:00:04Z  OK      …
            expect   one reminder per overdue approval                                   ok
            PASSED in 13.8 s, 903 MB resident; nothing dropped, nothing dead
            """);
  }

  @Test
  void tellsTheFailingRehearsalOfTheManual() {
    assertThat(told(terminal(80), Style.PLAIN, Recorded.failing(), Recorded.failed()))
        .endsWith(
            """
            function          sent    ok  refused  failed     p50     p95  cold
            PutUser              0     0        0     312       –       –     0
              [handler-missing] no class dev.tidemill.examples.approvals.PutUsr in target/approvals.jar
              see: tidemill logs PutUser
            expect   one reminder per overdue approval                               failed
              SELECT count(*) = 41 FROM reminders: false, count(*) is 38
            FAILED in 12.9 s: 1 function, 1 expectation; kept in .tidemill/rehearsal
            """);
  }

  @Test
  void usesTheWidthOfAWideTerminal() {
    String told = told(terminal(160), Style.PLAIN, Recorded.passing(), Recorded.passed());
    assertThat(told.lines().filter(line -> line.startsWith("check") || line.startsWith("expect")))
        .hasSize(2)
        .allMatch(line -> Width.of(line) == 159);
    assertThat(told).contains("5f0c9a52-0b1e-4e08-9b35-b3a1f6e9a001").contains("{userId: u-17}");
    assertThat(told.lines()).allMatch(line -> Width.of(line) < 160);
  }

  @Test
  void printsWholeLinesIntoAPipe() {
    String told = told(PIPED, Style.PLAIN, Recorded.passing(), Recorded.passed());
    assertThat(told)
        .doesNotContain("\u001b")
        .doesNotContain("\r")
        .doesNotContain("…")
        .contains("5f0c9a52-0b1e-4e08-9b35-b3a1f6e9a001")
        .contains("errorType  user")
        .contains("check    2 functions, 2 streams, 3 tables, 3 jobs: fine       ");
  }

  @Test
  void cutsNoLineShortForItsColours() {
    String plain = told(terminal(80), Style.PLAIN, Recorded.passing(), Recorded.passed());
    String coloured = told(terminal(80), Style.COLOR, Recorded.passing(), Recorded.passed());
    assertThat(coloured).contains("\u001b[32mPASSED\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void rewritesOneLineOnATerminalAndTakesItAwayBeforeTheNext() {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    RehearsalPrinter printer =
        printer(both, terminal(80), Style.PLAIN, new Progress(Captured.stream(both), true, 80));
    Recorded.passing().forEach(printer);
    assertThat(both.toString(StandardCharsets.UTF_8))
        .contains("\r\u001b[KPutUser 120 of 312\r\u001b[Kfunction          sent");
  }

  @Test
  void countsWhatDidNotComeThrough() {
    JobReport job =
        Recorded.job(
            "reminders",
            "reminders",
            Recorded.counts("sent", 1041, 41, 0, 0, 1000),
            Recorded.counts("lake", 41, 41, -1, -1, -1));
    String told =
        told(terminal(80), Style.PLAIN, List.of(new RehearsalEvent.JobFinished(job)), with(job));
    assertThat(told)
        .contains(
            """
            reminders / sent 1,041    41        0       0 1,000   1 batch, 1.1 s
              lake              41    41        –       –     –   table reminders
            """)
        .endsWith("nothing dropped, 1,000 dead\n");
  }

  @Test
  void countsADeadMessageOnceHoweverManyJobsReadIt() {
    NodeCounts log = Recorded.counts("log", 313, 306, 0, 0, 7);
    NodeCounts lake = Recorded.counts("lake", 306, 306, -1, -1, -1);
    String told =
        told(
            terminal(80),
            Style.PLAIN,
            List.of(),
            with(
                Recorded.job("executions", "executions", log, lake),
                Recorded.job("function-stats", "function_stats", log, lake)));
    assertThat(told).endsWith("nothing dropped, 7 dead\n");
  }

  private static RehearsalReport with(JobReport... jobs) {
    RehearsalReport passed = Recorded.passed();
    return new RehearsalReport(
        passed.pipeline(),
        passed.stage(),
        passed.at(),
        passed.verdict(),
        passed.took(),
        passed.residentMegabytes(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(jobs),
        List.of(),
        List.of(),
        passed.kept());
  }

  private static Terminal terminal(int columns) {
    return new Terminal(true, true, columns, false);
  }

  private static String told(
      Terminal terminal, Style style, List<RehearsalEvent> events, RehearsalReport report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RehearsalPrinter printer =
        printer(out, terminal, style, new Progress(Captured.stream(out), false, 80));
    events.forEach(printer);
    printer.finish(report);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static RehearsalPrinter printer(
      ByteArrayOutputStream out, Terminal terminal, Style style, Progress progress) {
    return new RehearsalPrinter(
        Captured.stream(out),
        terminal,
        style,
        progress,
        PIPELINE,
        Duration.ofMillis(400),
        0,
        false);
  }
}
