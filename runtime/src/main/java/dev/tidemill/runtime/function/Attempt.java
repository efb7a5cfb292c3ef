package dev.tidemill.runtime.function;

import dev.tidemill.runtime.function.InvocationError.Kind;
import dev.tidemill.runtime.process.WorldException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** One call on its way through a process that waits for it, or through one started for it. */
final class Attempt {

  private final FunctionHost host;
  private final FunctionSettings settings;
  private Call call;
  private Instance instance;
  private Optional<Duration> coldStart = Optional.empty();

  /**
   * Nothing happens yet.
   *
   * @param warm a process that waits; empty if one is to be started
   */
  Attempt(FunctionHost host, Call call, Optional<Instance> warm) {
    this.host = host;
    this.settings = host.settings();
    this.call = call;
    this.instance = warm.orElse(null);
  }

  /** The process that the call is in, or was last, whether it still runs or not. */
  Optional<Instance> instance() {
    return Optional.ofNullable(instance);
  }

  Invocation run() throws InterruptedException {
    Invocation ended = instance == null ? start() : null;
    if (ended == null) {
      ended = hand();
    }
    // The process ended between two calls: as on Lambda, another one takes this one up.
    return ended == null ? startAndHand() : ended;
  }

  private Invocation startAndHand() throws InterruptedException {
    host.end(instance);
    instance = null;
    call = call.again();
    Invocation ended = start();
    if (ended == null) {
      ended = hand();
    }
    return ended == null ? exited(Duration.ZERO) : ended;
  }

  /** Null when a process waits for an event. */
  Invocation start() throws InterruptedException {
    Optional<InvocationError> refused = host.failures().reason();
    if (refused.isPresent()) {
      return notTaken(refused.get());
    }
    if (!Files.exists(settings.code())) {
      return notStarted(error(Kind.NOT_STARTED, "code-missing", "There is no " + settings.code()));
    }
    try {
      instance = host.start("INIT_START RequestId: " + call.requestId());
    } catch (WorldException failure) {
      return notStarted(error(Kind.NOT_STARTED, "Runtime.InvalidEntrypoint", failure.getMessage()));
    }
    Instance.Start start = instance.awaitStart(settings.initTimeout());
    if (start != null && start.succeeded()) {
      host.failures().succeeded();
      coldStart = Optional.of(start.took());
      return null;
    }
    return startFailed(start);
  }

  private Invocation startFailed(Instance.Start start) {
    InvocationError error;
    if (start == null) {
      error =
          error(
              Kind.INIT,
              "Sandbox.Timedout",
              "RequestId: %s Error: Init timed out after %s seconds"
                  .formatted(call.requestId(), seconds(settings.initTimeout())));
    } else if (start.initError() == null) {
      error = exit(Kind.INIT);
    } else {
      error = ClassVersion.explain(ErrorBody.read(start.initError(), Kind.INIT), settings);
    }
    instance.kill();
    host.failures().failed(error);
    return failed(error, Duration.ZERO);
  }

  private Invocation notStarted(InvocationError error) {
    host.failures().failed(error);
    return notTaken(error);
  }

  /** The call ends without a process. */
  private Invocation notTaken(InvocationError error) {
    return Refusals.logged(call.requestId(), error, host.log());
  }

  /** Null when the process was gone before it took the event. */
  private Invocation hand() throws InterruptedException {
    instance.output().begin("START RequestId: " + call.requestId() + " Version: $LATEST");
    Call.Outcome outcome = instance.run(call, settings.timeout());
    if (outcome == null) {
      return timedOut();
    }
    if (outcome.answer() == null) {
      return call.isHandedOut() ? exited(took(outcome)) : null;
    }
    return answered(outcome.answer(), took(outcome));
  }

  private Duration took(Call.Outcome outcome) {
    return Duration.ofNanos(outcome.nanos() - call.handedOutNanos());
  }

  private Invocation timedOut() {
    Optional<Long> memory = instance.peakMb();
    instance.kill();
    String message =
        "RequestId: %s Error: Task timed out after %s seconds"
            .formatted(call.requestId(), seconds(settings.timeout()));
    return failed(error(Kind.TIMEOUT, "Sandbox.Timedout", message), settings.timeout(), memory);
  }

  private Invocation exited(Duration took) {
    instance.kill();
    return failed(exit(Kind.EXIT), took);
  }

  private InvocationError exit(Kind kind) {
    return ExitError.of(
        kind,
        call.requestId(),
        instance.status().orElse(0),
        instance.isTooLarge(),
        instance.output().tail());
  }

  private Invocation answered(RuntimeApi.Answer answer, Duration took) {
    if (answer.failed()) {
      return failed(ErrorBody.read(answer, Kind.HANDLER), took);
    }
    if (answer.length() > Functions.MAX_PAYLOAD_BYTES) {
      return failed(
          error(
              Kind.HANDLER,
              "Function.ResponseSizeTooLarge",
              "Response payload size (%d bytes) exceeded maximum allowed payload size (%d bytes)."
                  .formatted(answer.length(), Functions.MAX_PAYLOAD_BYTES)),
          took);
    }
    return ended(Optional.of(answer.body()), Optional.empty(), took, instance.peakMb());
  }

  private Invocation failed(InvocationError error, Duration took) {
    return failed(error, took, instance.peakMb());
  }

  private Invocation failed(InvocationError error, Duration took, Optional<Long> memory) {
    if (error.kind() != Kind.HANDLER) {
      instance.output().end(error.errorType() + " " + error.errorMessage());
    }
    return ended(Optional.empty(), Optional.of(error), took, memory);
  }

  private Invocation ended(
      Optional<byte[]> result,
      Optional<InvocationError> error,
      Duration took,
      Optional<Long> memory) {
    String id = call.requestId();
    long limit = settings.memory().megabytes();
    instance.output().end("END RequestId: " + id, Report.line(id, took, limit, memory, coldStart));
    return new Invocation(
        id, result, error, took, coldStart, memory, host.log().take(instance.output()));
  }

  private static InvocationError error(Kind kind, String type, String message) {
    return InvocationError.of(kind, type, message);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f", time.toMillis() / 1000.0);
  }
}
