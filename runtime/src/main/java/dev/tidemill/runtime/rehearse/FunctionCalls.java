package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Function;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.check.CodeCheck;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.function.InvocationError;
import dev.tidemill.runtime.function.url.UrlEvents;
import dev.tidemill.runtime.function.url.UrlRequest;
import dev.tidemill.runtime.rehearse.SampleLines.Line;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The calls of one function, one after the other, and what became of them. */
final class FunctionCalls {

  /** A function that ends its process so often in a row is not called any more. */
  private static final int ENDS_IN_A_ROW = 3;

  /** Says nothing of the function itself. */
  private static final String TOO_LARGE = "RequestTooLargeException";

  /** Where calls go. */
  @FunctionalInterface
  interface Host {
    Invocation invoke(byte[] event, String requestId) throws InterruptedException;
  }

  private static final Function.Expect SUCCESS =
      new Function.Expect(Function.Outcome.SUCCESS, Optional.empty());

  private final Pipeline pipeline;
  private final Function function;
  private final Host host;
  private final Clock clock;
  private final Narrator narrator;
  private final CallFaults faults;
  private final Latencies latencies = new Latencies();
  private final List<ScheduleReport> firings = new ArrayList<>();
  private long sent;
  private long ok;
  private long refused;
  private long failed;
  private long notMade;
  private int coldStarts;
  private int endsInARow;
  private boolean givenUp;

  /**
   * No calls yet.
   *
   * @param host calls the function
   * @param clock when requests to URLs come
   */
  FunctionCalls(Pipeline pipeline, Function function, Host host, Clock clock, Narrator narrator) {
    this.pipeline = pipeline;
    this.function = function;
    this.host = host;
    this.clock = clock;
    this.narrator = narrator;
    this.faults = new CallFaults(pipeline, function);
    if (!CodeCheck.isThere(function)) {
      givenUp = true;
      faults.codeMissing();
    }
  }

  /** Calls the function with each line of its samples. */
  void samples() throws InterruptedException {
    long total = 0;
    for (Function.FunctionSamples samples : function.samples()) {
      total += count(samples);
    }
    narrator.progress(function.id(), 0, OptionalLong.of(total));
    for (Function.FunctionSamples samples : function.samples()) {
      feed(samples, total);
    }
  }

  /** Calls it as a schedule does. */
  ScheduleReport fire(Schedule schedule, Instant due, byte[] event) throws InterruptedException {
    long before = ok;
    call(id -> event, SUCCESS, "schedule " + schedule.id());
    ScheduleReport report =
        new ScheduleReport(
            schedule.id(), schedule.target(), Optional.of(due), schedule.timezone(), ok > before);
    firings.add(report);
    return report;
  }

  FunctionReport report() {
    faults.notMade(notMade);
    return new FunctionReport(
        function.id(),
        sent,
        ok,
        refused,
        failed,
        latencies.percentile(50),
        latencies.percentile(95),
        coldStarts,
        firings,
        faults.findings());
  }

  private static long count(Function.FunctionSamples samples) {
    try {
      return SampleLines.countFilled(samples.file());
    } catch (IOException e) {
      throw unreadable(samples, e);
    }
  }

  private void feed(Function.FunctionSamples samples, long total) throws InterruptedException {
    String file = Problems.shown(pipeline, samples.file(), samples.position()).toString();
    try (SampleLines lines = SampleLines.open(samples.file())) {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (!line.get().isBlank()) {
          byte[] bytes = line.get().bytes();
          call(
              id -> event(samples.as(), bytes, id),
              samples.expect(),
              file + ":" + line.get().number());
          narrator.progress(function.id(), sent, OptionalLong.of(total));
        }
      }
    } catch (IOException e) {
      throw unreadable(samples, e);
    }
  }

  private static RehearsalException unreadable(Function.FunctionSamples samples, IOException e) {
    return new RehearsalException("Cannot read " + samples.file() + ": " + OneLine.of(e), e);
  }

  private byte[] event(Function.As as, byte[] line, String requestId) {
    if (as == Function.As.EVENT) {
      return line;
    }
    UrlRequest request = UrlRequest.ofSample(line);
    String domain = pipeline.names().physical(function.id()) + ".localhost";
    return UrlEvents.of(request, domain, requestId, clock.instant());
  }

  /** An event, told the id of its request. */
  private interface Event {
    byte[] of(String requestId);
  }

  private void call(Event event, Function.Expect expect, String where) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (givenUp) {
      failed++;
      notMade++;
      return;
    }
    String requestId = UUID.randomUUID().toString();
    Invocation invocation = host.invoke(event.of(requestId), requestId);
    coldStarts += invocation.coldStart().isPresent() ? 1 : 0;
    Optional<InvocationError> error = invocation.error();
    if (error.isPresent() && error.get().kind() != InvocationError.Kind.HANDLER) {
      ended(error.get(), where);
      return;
    }
    endsInARow = 0;
    sent++;
    latencies.add(invocation.took());
    answered(error, expect, where);
  }

  private void answered(Optional<InvocationError> error, Function.Expect expect, String where) {
    if (!expect.isMetBy(error.map(InvocationError::errorType))) {
      failed++;
      error.ifPresentOrElse(e -> faults.failed(e, where), () -> faults.succeeded(where));
    } else if (error.isPresent()) {
      refused++;
    } else {
      ok++;
    }
  }

  /** A process that is ended leaves no answer, so it meets no expectation. */
  private void ended(InvocationError error, String where) {
    failed++;
    faults.failed(error, where);
    boolean taken =
        error.kind() == InvocationError.Kind.TIMEOUT || error.kind() == InvocationError.Kind.EXIT;
    sent += taken ? 1 : 0;
    endsInARow += taken ? 1 : 0;
    givenUp = endsInARow == ENDS_IN_A_ROW || (!taken && !error.errorType().equals(TOO_LARGE));
  }
}
