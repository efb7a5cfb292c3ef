package dev.tidemill.runtime.function;

import dev.tidemill.runtime.function.InvocationError.Kind;
import dev.tidemill.runtime.process.ChildProcess;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Environment;
import dev.tidemill.runtime.process.Installation;
import dev.tidemill.runtime.process.Installation.Module;
import dev.tidemill.runtime.process.JavaCommand;
import dev.tidemill.runtime.process.LocalAws;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A function on this machine, in one process at a time: calls wait for each other. The process is
 * started by the first call, serves those after it, and is replaced at the next call when it has
 * ended or had to be ended.
 *
 * <p>Limits as <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">on
 * Lambda</a>.
 */
public final class FunctionHost implements AutoCloseable {

  /** The largest event and the largest result, 6 MB and a little. */
  public static final int MAX_PAYLOAD_BYTES = 6_291_556;

  /** After so many starts in a row that failed, no other is tried for a while. */
  private static final int FAILED_STARTS = 3;

  private static final Duration NO_START = Duration.ofSeconds(10);

  private final Installation installation;
  private final ClaimedFolder folder;
  private final FunctionSettings settings;
  private final FunctionLog log;
  private final ReentrantLock lock = new ReentrantLock(true);
  private volatile Instance instance;
  private int coldStarts;
  private int failedStarts;
  private long lastFailedNanos;
  private InvocationError lastFailure;

  /**
   * Prepares the function; starts nothing yet.
   *
   * @param folder where its log is and its process is recorded
   * @throws WorldException if its log cannot be written
   */
  public FunctionHost(Installation installation, ClaimedFolder folder, FunctionSettings settings) {
    this.installation = installation;
    this.folder = folder;
    this.settings = settings;
    this.log = FunctionLog.open(folder.data().functionLog(settings.id()));
  }

  /** How many processes were started for it and came to ask for an event. */
  public int coldStarts() {
    lock.lock();
    try {
      return coldStarts;
    } finally {
      lock.unlock();
    }
  }

  /** The id of the process that waits for the next event; empty if none is started. */
  public Optional<Long> pid() {
    lock.lock();
    try {
      return Optional.ofNullable(instance).filter(Instance::isAlive).map(Instance::pid);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Calls the function and waits until it has answered, its time is over, or its process has ended.
   *
   * @param event JSON in UTF-8
   * @throws InterruptedException if this thread is interrupted; the process is ended then
   */
  public Invocation invoke(byte[] event) throws InterruptedException {
    return invoke(event, UUID.randomUUID().toString());
  }

  Invocation invoke(byte[] event, String requestId) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return new Attempt(event, requestId).run();
    } catch (InterruptedException interrupted) {
      endInstance();
      throw interrupted;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the process, and with it the call that it may be working on. */
  @Override
  public void close() {
    Instance current = instance;
    if (current != null) {
      current.close();
    }
    log.close();
  }

  private void endInstance() {
    if (instance != null) {
      instance.close();
      instance = null;
    }
  }

  /** One call; the host's lock is held all the time. */
  private final class Attempt {

    private final Call call;
    private Optional<Duration> coldStart = Optional.empty();

    Attempt(byte[] event, String requestId) {
      this.call = new Call(requestId, event, settings.timeout());
    }

    Invocation run() throws InterruptedException {
      if (call.event().length > MAX_PAYLOAD_BYTES) {
        log.begin("START RequestId: " + call.requestId() + " Version: $LATEST");
        return failed(
            error(
                Kind.NOT_STARTED,
                "RequestTooLargeException",
                "The event has %,d bytes, a function takes at most %,d"
                    .formatted(call.event().length, MAX_PAYLOAD_BYTES)),
            Duration.ZERO);
      }
      boolean warm = instance != null && instance.isAlive();
      Invocation ended = warm ? null : start();
      if (ended == null) {
        ended = hand();
      }
      // The process ended between two calls: as on Lambda, another one takes this one up.
      return ended == null ? startAndHand() : ended;
    }

    private Invocation startAndHand() throws InterruptedException {
      Attempt again = new Attempt(call.event(), call.requestId());
      Invocation ended = again.start();
      if (ended == null) {
        ended = again.hand();
      }
      return ended == null ? again.exited(Kind.EXIT, Duration.ZERO) : ended;
    }

    /** Null when a process waits for an event. */
    private Invocation start() throws InterruptedException {
      log.begin("INIT_START RequestId: " + call.requestId());
      if (failedStarts >= FAILED_STARTS
          && System.nanoTime() - lastFailedNanos < NO_START.toNanos()) {
        return failed(lastFailure, Duration.ZERO);
      }
      endInstance();
      if (!Files.exists(settings.code())) {
        return notStarted(
            error(Kind.NOT_STARTED, "code-missing", "There is no " + settings.code()));
      }
      try {
        instance = new Instance(settings.id(), arn(), log, FunctionHost.this::startProcess);
      } catch (WorldException failure) {
        return notStarted(error(Kind.NOT_STARTED, "Runtime.Unknown", failure.getMessage()));
      }
      Instance.Start start = instance.awaitStart(settings.initTimeout());
      if (start != null && start.succeeded()) {
        failedStarts = 0;
        coldStarts++;
        coldStart = Optional.of(start.took());
        return null;
      }
      return startFailed(start);
    }

    private Invocation startFailed(Instance.Start start) {
      if (start == null) {
        return notStarted(
            error(
                Kind.INIT,
                "Sandbox.Timedout",
                "RequestId: %s Error: Init timed out after %s seconds"
                    .formatted(call.requestId(), seconds(settings.initTimeout()))));
      }
      return notStarted(
          start.initError() == null
              ? exit(Kind.INIT)
              : ErrorBody.read(start.initError(), Kind.INIT));
    }

    private Invocation notStarted(InvocationError error) {
      failedStarts++;
      lastFailedNanos = System.nanoTime();
      lastFailure = error;
      endInstance();
      return failed(error, Duration.ZERO);
    }

    /** Null when the process was gone before it took the event. */
    private Invocation hand() throws InterruptedException {
      log.begin("START RequestId: " + call.requestId() + " Version: $LATEST");
      Call.Outcome outcome = instance.run(call, settings.timeout());
      if (outcome == null) {
        return timedOut();
      }
      if (outcome.answer() == null) {
        return call.isHandedOut() ? exited(Kind.EXIT, took(outcome)) : null;
      }
      return answered(outcome.answer(), took(outcome));
    }

    private Duration took(Call.Outcome outcome) {
      return Duration.ofNanos(outcome.nanos() - call.handedOutNanos());
    }

    private Invocation timedOut() {
      endInstance();
      String message = "Task timed out after " + seconds(settings.timeout()) + " seconds";
      return failed(
          error(
              Kind.TIMEOUT,
              "Sandbox.Timedout",
              "RequestId: %s Error: %s".formatted(call.requestId(), message)),
          settings.timeout());
    }

    private Invocation exited(Kind kind, Duration took) {
      InvocationError error = exit(kind);
      endInstance();
      return failed(error, took);
    }

    private InvocationError exit(Kind kind) {
      return ExitError.of(kind, call.requestId(), instance.status().orElse(0), log.tail());
    }

    private Invocation answered(RuntimeApi.Answer answer, Duration took) {
      if (answer.failed()) {
        return failed(ErrorBody.read(answer, Kind.HANDLER), took);
      }
      if (answer.length() > MAX_PAYLOAD_BYTES) {
        return failed(
            error(
                Kind.HANDLER,
                "Function.ResponseSizeTooLarge",
                "Response payload size (%d bytes) exceeded maximum allowed payload size (%d bytes)."
                    .formatted(answer.length(), MAX_PAYLOAD_BYTES)),
            took);
      }
      return ended(Optional.of(answer.body()), Optional.empty(), took);
    }

    private Invocation failed(InvocationError error, Duration took) {
      if (error.kind() != Kind.HANDLER) {
        log.end(error.errorType() + " " + error.errorMessage());
      } else {
        log.end();
      }
      return ended(Optional.empty(), Optional.of(error), took);
    }

    private Invocation ended(
        Optional<byte[]> result, Optional<InvocationError> error, Duration took) {
      Optional<Long> memory = Optional.ofNullable(instance).flatMap(i -> PeakMemory.of(i.pid()));
      log.end("END RequestId: " + call.requestId(), report(took, memory));
      return new Invocation(call.requestId(), result, error, took, coldStart, memory, log.output());
    }

    private String report(Duration took, Optional<Long> memory) {
      return Report.line(call.requestId(), took, settings.memory().megabytes(), memory, coldStart);
    }

    private InvocationError error(Kind kind, String type, String message) {
      return InvocationError.of(kind, type, message);
    }
  }

  private static String seconds(Duration time) {
    return "%.2f".formatted(time.toMillis() / 1000.0);
  }

  private String arn() {
    return "arn:aws:lambda:%s:%s:function:%s"
        .formatted(LocalAws.REGION, LocalAws.ACCOUNT, settings.name());
  }

  private ChildProcess startProcess(String runtimeApi) {
    String name = "function-" + settings.id();
    Path work = folder.data().work().resolve(name);
    List<Path> classPath;
    try {
      classPath = FunctionJvm.classPath(settings.code(), installation.classPath(Module.FUNCTIONS));
    } catch (IOException failure) {
      throw new WorldException("Cannot read " + settings.code(), failure);
    }
    JavaCommand command =
        new JavaCommand(
            FunctionJvm.options(settings.memory(), work, folder.data().logs()),
            classPath,
            "dev.tidemill.functions.bootstrap.Bootstrap",
            List.of(),
            Duration.ZERO);
    return ChildProcess.start(
        name,
        installation,
        folder,
        command,
        environment(runtimeApi),
        new ChildProcess.Output.Log(log.file()));
  }

  private Map<String, String> environment(String runtimeApi) {
    Map<String, String> environment = new TreeMap<>(Environment.essentials());
    environment.putAll(settings.environment());
    environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream());
    return environment;
  }

  private static String logStream() {
    String day = LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy/MM/dd"));
    return day + "/[$LATEST]" + UUID.randomUUID().toString().replace("-", "");
  }
}
