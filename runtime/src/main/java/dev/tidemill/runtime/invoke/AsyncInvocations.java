package dev.tidemill.runtime.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.tidemill.model.AsyncRetry;
import dev.tidemill.model.Function;
import dev.tidemill.model.Names;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.deadletter.DeadLetter;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.function.InvocationError;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.history.InvocationEntry;
import dev.tidemill.runtime.history.NoticeEntry;
import dev.tidemill.runtime.schedule.TargetException;
import dev.tidemill.runtime.state.DurableTimer;
import dev.tidemill.runtime.state.StateDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The queue of <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">asynchronous
 * invocations</a>. What it has accepted is tried until it is done or given up, whatever happens to
 * the process. Each try of it is in the history; {@value #CALLS} run at a time.
 */
public final class AsyncInvocations implements AutoCloseable {

  /** Of an event, as Lambda has it. */
  public static final int LARGEST_BYTES = 1 << 20;

  private static final int CALLS = 64;

  private final Names names;
  private final History history;
  private final DeadLetters deadLetters;
  private final Invoker invoker;
  private final StreamSender streams;
  private final Clock clock;
  private final DurableTimer timer;
  private final Task<AsyncCall> calls;
  private volatile Map<String, Function> functions = Map.of();

  /** Ready; nothing runs before {@link #apply}. */
  public AsyncInvocations(
      StateDatabase database,
      Names names,
      History history,
      DeadLetters deadLetters,
      Invoker invoker,
      StreamSender streams,
      Clock clock) {
    this.names = names;
    this.history = history;
    this.deadLetters = deadLetters;
    this.invoker = invoker;
    this.streams = streams;
    this.clock = clock;
    this.timer = new DurableTimer(database, DurableTimer.Table.CALLS, clock, CALLS);
    this.calls = timer.add("call", AsyncCall.class, (row, context) -> run(row));
  }

  /**
   * Makes these the functions, at the start and after each change of the definition. The first call
   * begins to work; it also takes up what an earlier process left.
   */
  public synchronized void apply(Collection<Function> definitions) {
    Map<String, Function> known = new LinkedHashMap<>();
    definitions.forEach(function -> known.put(function.id(), function));
    functions = known;
    if (!timer.isStarted()) {
      timer.start();
    }
  }

  /**
   * Takes an invocation over. When this returns, it is in the database; while that is away, this
   * waits.
   *
   * @param event JSON in UTF-8, at most 1 MB
   * @param origin {@code async}, {@code schedule ID}
   * @return the request id, the same at each try
   * @throws InvocationRefused if it is too large or there is no such function
   */
  public String accept(String function, byte[] event, String origin) {
    String requestId = UUID.randomUUID().toString();
    accept(function, event, origin, requestId);
    return requestId;
  }

  /**
   * As {@link #accept(String, byte[], String)}, with a request id of the caller's: one that waits
   * already is not taken twice.
   */
  public void accept(String function, byte[] event, String origin, String requestId) {
    if (!functions.containsKey(function)) {
      throw new InvocationRefused("ResourceNotFoundException", "no function '" + function + "'");
    }
    if (event.length > LARGEST_BYTES) {
      throw new InvocationRefused(
          "RequestTooLargeException",
          "the event has %,d bytes, an asynchronous call takes at most %,d"
              .formatted(event.length, LARGEST_BYTES));
    }
    Instant now = clock.instant();
    AsyncCall call = new AsyncCall(function, event, origin, now, 0, 0, Optional.empty());
    timer.plan(calls.instance(requestId, call), now);
  }

  /** How many wait or run. */
  public long pending() {
    return timer.count();
  }

  /** How many wait for a later time. */
  long waiting() {
    return timer.planned(calls.getName(), CALLS).values().stream()
        .filter(when -> when.isAfter(clock.instant()))
        .count();
  }

  /**
   * Calls the function of a dead letter again, at once.
   *
   * @throws TargetException if it failed again
   */
  public void redrive(DeadLetter letter) throws InterruptedException {
    Instant began = clock.instant();
    String requestId = letter.attributes().get("RequestID");
    Invocation invocation = invoker.invoke(letter.name(), letter.body().getBytes(UTF_8), requestId);
    history.add(InvocationEntry.of(began, letter.name(), "redrive", 1, invocation));
    if (invocation.error().isPresent()) {
      InvocationError error = invocation.error().get();
      throw new TargetException(error.errorType(), error.errorMessage(), true);
    }
  }

  /** Calls nothing until {@link #resume}; accepting goes on. */
  public void pause() {
    timer.pause();
  }

  /** Calls again. */
  public void resume() {
    timer.resume();
  }

  /** Begins no more calls and waits for the running ones; what does not end runs again later. */
  public void close(Duration patience) {
    timer.close(patience);
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }

  private CompletionHandler<AsyncCall> run(TaskInstance<AsyncCall> row) {
    AsyncCall call = row.getData();
    Function function = functions.get(call.function());
    if (function == null) {
      return toDeadLetters(row.getId(), call, "ResourceNotFoundException: no such function");
    }
    if (call.record().isPresent()) {
      return send(row.getId(), function, call);
    }
    if (isTooOld(call, function.retry(), clock.instant())) {
      return giveUp(row.getId(), function, call, "EventAgeExceeded", Optional.empty());
    }
    Instant began = clock.instant();
    Invocation invocation;
    try {
      invocation = invoker.invoke(call.function(), call.event(), row.getId());
    } catch (InterruptedException | RuntimeException world) {
      return refused(row.getId(), function, call.refused(), Optional.empty());
    }
    if (!timer.isClosed()) {
      history.add(
          InvocationEntry.of(began, call.function(), call.origin(), call.attempt(), invocation));
    }
    return answered(row.getId(), function, call, invocation);
  }

  private CompletionHandler<AsyncCall> answered(
      String requestId, Function function, AsyncCall call, Invocation invocation) {
    if (invocation.succeeded()) {
      return (complete, row) -> row.remove();
    }
    Optional<InvocationError> error = invocation.error();
    if (error.get().kind() == InvocationError.Kind.NOT_STARTED) {
      return refused(requestId, function, call.refused(), error);
    }
    AsyncCall failed = call.failed();
    if (failed.failures() > function.retry().attempts()) {
      return giveUp(requestId, function, failed, "RetriesExhausted", error);
    }
    return again(requestId, function, failed, failed.waitAfterFailure(), error);
  }

  private CompletionHandler<AsyncCall> refused(
      String requestId, Function function, AsyncCall call, Optional<InvocationError> error) {
    return again(requestId, function, call, call.waitAfterRefusal(), error);
  }

  private CompletionHandler<AsyncCall> again(
      String requestId,
      Function function,
      AsyncCall call,
      Duration wait,
      Optional<InvocationError> error) {
    Instant when = clock.instant().plus(wait);
    return isTooOld(call, function.retry(), when)
        ? giveUp(requestId, function, call, "EventAgeExceeded", error)
        : (complete, row) -> row.reschedule(complete, when, call);
  }

  private static boolean isTooOld(AsyncCall call, AsyncRetry retry, Instant when) {
    return Duration.between(call.acceptedAt(), when).compareTo(retry.maximumEventAge()) > 0;
  }

  private CompletionHandler<AsyncCall> giveUp(
      String requestId,
      Function function,
      AsyncCall call,
      String condition,
      Optional<InvocationError> error) {
    if (function.onFailure().isEmpty()) {
      String reason = error.map(e -> e.errorType() + ": " + e.errorMessage()).orElse(condition);
      return toDeadLetters(requestId, call, reason);
    }
    String record =
        FailureRecord.of(
            requestId, names.physical(function.id()), call, condition, error, clock.instant());
    return send(requestId, function, call.givenUp(record));
  }

  /** Until the stream takes it; what it never takes is a dead letter. */
  private CompletionHandler<AsyncCall> send(String requestId, Function function, AsyncCall call) {
    if (function.onFailure().isEmpty()) {
      return toDeadLetters(requestId, call, "the function has no onFailure stream any more");
    }
    try {
      streams.send(function.onFailure().get(), call.record().orElseThrow().getBytes(UTF_8));
      return (complete, row) -> row.remove();
    } catch (TargetException failure) {
      if (!failure.isRetryable()) {
        return toDeadLetters(requestId, call, failure.errorCode() + ": " + failure.getMessage());
      }
    } catch (InterruptedException | RuntimeException world) {
      sayUnsent(function, world);
    }
    AsyncCall again = call.refused();
    Instant when = clock.instant().plus(again.waitAfterRefusal());
    return (complete, row) -> row.reschedule(complete, when, again);
  }

  private void sayUnsent(Function function, Exception world) {
    history.add(
        new NoticeEntry(
            clock.instant(),
            "function " + function.id(),
            "cannot send a failed call to its stream: " + OneLine.of(world),
            true));
  }

  private CompletionHandler<AsyncCall> toDeadLetters(
      String requestId, AsyncCall call, String reason) {
    if (!timer.isClosed()) {
      Map<String, String> attributes = new LinkedHashMap<>();
      attributes.put("RequestID", requestId);
      attributes.put("ErrorCode", "200");
      attributes.put("ErrorMessage", reason);
      deadLetters.add(
          requestId,
          DeadLetter.Kind.FUNCTION,
          call.function(),
          new String(call.event(), UTF_8),
          attributes);
    }
    return (complete, row) -> row.remove();
  }
}
