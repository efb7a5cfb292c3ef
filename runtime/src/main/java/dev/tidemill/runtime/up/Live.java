package dev.tidemill.runtime.up;

import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.Secrets;
import dev.tidemill.runtime.deadletter.DeadLetters;
import dev.tidemill.runtime.function.FunctionEnvironment;
import dev.tidemill.runtime.function.Functions;
import dev.tidemill.runtime.function.Instances;
import dev.tidemill.runtime.function.Invocation;
import dev.tidemill.runtime.function.Invoker;
import dev.tidemill.runtime.function.url.FunctionUrls;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.history.InvocationEntry;
import dev.tidemill.runtime.invoke.AsyncInvocations;
import dev.tidemill.runtime.job.JobRunner;
import dev.tidemill.runtime.job.SparkJobEngine;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import dev.tidemill.runtime.schedule.Schedules;
import dev.tidemill.runtime.stream.StreamProducers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions, schedules and jobs of a pipeline, alive on its servers. */
final class Live {

  /** A pipeline may have hundreds of functions: only so many are started ahead of a call. */
  private static final int WARMED = 4;

  private final Servers servers;
  private final History history;
  private final Clock clock;
  private final Gate gate;
  private final Functions functions;
  private final DeadLetters deadLetters;
  private final AsyncInvocations invocations;
  private final Schedules schedules;
  private final JobRunner jobs;
  private final FunctionUrls urls;
  private volatile Pipeline pipeline;

  /** Makes them all; nothing begins before {@link #begin}. */
  Live(
      Pipeline pipeline,
      Servers servers,
      ClaimedFolder folder,
      History history,
      Gate gate,
      Clock clock) {
    this.pipeline = pipeline;
    this.servers = servers;
    this.history = history;
    this.clock = clock;
    this.gate = gate;
    DataFolder data = folder.data();
    StreamProducers producers =
        new StreamProducers(stream -> servers.clusters().of(pipeline(), stream));
    servers.keep(producers);
    Targets targets = new Targets(this::pipeline, producers);
    functions =
        new Functions(
            Installation.current(),
            folder,
            environment(pipeline),
            Instances.DECLARED,
            clock,
            call -> {});
    servers.keep(functions);
    deadLetters = new DeadLetters(servers.state(), clock);
    invocations =
        new AsyncInvocations(
            servers.state(),
            pipeline.names(),
            history,
            deadLetters,
            functions::invoke,
            targets,
            clock);
    jobs =
        new JobRunner(
            new SparkJobEngine(servers.engine(), servers::clusters),
            pipeline,
            history,
            data,
            clock);
    servers.keep(jobs);
    schedules =
        new Schedules(servers.state(), pipeline.names(), history, deadLetters, targets, clock);
    targets.connect(invocations, jobs);
    urls = new FunctionUrls(this::pipeline, calls("url"), clock);
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Functions functions() {
    return functions;
  }

  FunctionUrls urls() {
    return urls;
  }

  AsyncInvocations invocations() {
    return invocations;
  }

  Schedules schedules() {
    return schedules;
  }

  JobRunner jobs() {
    return jobs;
  }

  DeadLetters deadLetters() {
    return deadLetters;
  }

  /** Starts the first functions ahead of their calls, then lets jobs and schedules begin. */
  void begin(Notices notices) throws InterruptedException {
    // First, or the first batches take the processor from what a call would wait for.
    warm(notices);
    jobs.begin();
    invocations.apply(pipeline.functions().values());
    schedules.apply(pipeline.schedules().values());
  }

  private void warm(Notices notices) throws InterruptedException {
    List<Thread> warming = new ArrayList<>();
    pipeline.functions().keySet().stream()
        .limit(WARMED)
        .forEach(id -> warming.add(new Thread(() -> warm(id, notices), "warm-" + id)));
    warming.forEach(Thread::start);
    for (Thread thread : warming) {
      thread.join();
    }
  }

  private void warm(String function, Notices notices) {
    try {
      functions.warm(function);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      notices.warn(function, "does not start: " + OneLine.of(failure));
    }
  }

  /** Calls from outside: let in by the gate, and noted with where they come from. */
  Invoker calls(String origin) {
    return (function, event, requestId) -> {
      gate.enter();
      Instant at = clock.instant();
      Invocation invocation = functions.invoke(function, event, requestId);
      history.add(InvocationEntry.of(at, function, origin, 1, invocation));
      return invocation;
    };
  }

  /**
   * Takes over a definition whose changes may be applied. Throws in the middle when a server is
   * away: to be called again then.
   */
  void apply(Pipeline next) {
    servers.prepare(next);
    functions.apply(environment(next));
    pipeline = next;
    invocations.apply(next.functions().values());
    jobs.apply(next);
    schedules.apply(next.schedules().values());
  }

  /** Takes up changed code; the definition is the same. */
  void applyCode() {
    functions.apply(environment(pipeline));
  }

  void pause() {
    gate.diskFull(true);
    schedules.pause();
    invocations.pause();
  }

  void resume() {
    invocations.resume();
    schedules.resume();
    gate.diskFull(false);
  }

  /** Lets what has begun end, side by side; what is not done in time is stopped. */
  void drain(Duration patience) throws InterruptedException {
    gate.stop();
    schedules.close(patience);
    List<Thread> draining =
        List.of(
            new Thread(() -> invocations.close(patience), "drain-invocations"),
            new Thread(() -> drainFunctions(patience), "drain-functions"),
            new Thread(() -> jobs.drain(patience), "drain-jobs"));
    draining.forEach(Thread::start);
    for (Thread thread : draining) {
      thread.join();
    }
  }

  private void drainFunctions(Duration patience) {
    try {
      functions.drain(patience);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private FunctionEnvironment environment(Pipeline definition) {
    return environment(definition, servers.clusters(), servers.storesEndpoint());
  }

  /** What functions are told of the definition and of the servers. */
  static FunctionEnvironment environment(
      Pipeline definition, Clusters clusters, Optional<URI> stores) {
    Secrets secrets = new Secrets(definition, Map.of(), System.getenv());
    return new FunctionEnvironment(
        definition, clusters, stores, Duration.ZERO, name -> secrets.find(name).orElseThrow());
  }
}
