package dev.tidemill.engine.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.engine.ClusterSettings;
import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.session.SparkMessages;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkUserAppException;

/**
 * The main class for {@code spark-submit} and, called by a script, for Glue: runs jobs of a
 * pipeline on the Spark that it finds. Returns when the run has succeeded.
 */
public final class SubmitMain {

  /** Before Spark, whose own hook would stop it in the middle of a batch. */
  private static final int BEFORE_SPARK = 100;

  /** At SIGTERM, before a batch is interrupted, and in all. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private SubmitMain() {}

  /**
   * Runs jobs.
   *
   * @param arguments pairs of {@code --tidemill-NAME VALUE}; others are passed over
   * @throws Exception on failure: {@code spark-submit} ends with its status, Glue shows its message
   */
  public static void main(String[] arguments) throws Exception {
    try {
      run(ArgumentReader.read(arguments));
    } catch (SubmitFailure failure) {
      if (ArgumentReader.areOfGlue(arguments)) {
        throw failure;
      }
      failure.getMessage().lines().forEach(System.err::println);
      throw new SparkUserAppException(failure.status(), failure);
    }
  }

  private static void run(SubmitArguments arguments) throws InterruptedException {
    try (Engine engine = start(arguments);
        DeployedDefinition definition = DeployedDefinition.read(arguments, engine.hadoop())) {
      Pipeline pipeline = definition.pipeline();
      List<Job> jobs = jobs(arguments, pipeline);
      refuseUnreachable(arguments, pipeline, jobs);
      RemoteFile watched = RemoteFile.at(arguments.watch(), engine.hadoop());
      String hash = hash(arguments, definition, watched);
      RunLog log = new RunLog(pipeline, System.out, Clock.systemUTC());
      log.began(jobs.stream().map(Job::id).toList(), definition.hash());
      resolve(engine, arguments, pipeline, jobs, log);
      SubmittedRun run =
          new SubmittedRun(
              engine,
              pipeline,
              jobs,
              arguments.clusters(),
              log,
              watched,
              arguments.watchEvery(),
              Clock.systemUTC());
      runToTheEnd(run, hash, definition);
    }
  }

  private static Engine start(SubmitArguments arguments) {
    try {
      return Engine.start(
          new ClusterSettings(arguments.lake(), arguments.catalogType(), arguments.catalog()));
    } catch (EngineException failure) {
      throw new SubmitFailure(SubmitFailure.CANNOT, failure.getMessage());
    }
  }

  private static String hash(
      SubmitArguments arguments, DeployedDefinition definition, RemoteFile watched) {
    if (arguments.watchFor().isPresent()) {
      return RemoteFile.hash(arguments.watchFor().get().getBytes(UTF_8));
    }
    if (arguments.watch().equals(arguments.definition())) {
      return definition.hash();
    }
    try {
      return RemoteFile.hash(watched.read());
    } catch (IOException failure) {
      throw new SubmitFailure(
          SubmitFailure.CANNOT,
          "cannot read " + watched.address() + " to watch it: " + failure.getMessage());
    }
  }

  private static List<Job> jobs(SubmitArguments arguments, Pipeline pipeline) {
    if (arguments.jobs().isEmpty()) {
      List<Job> all =
          pipeline.jobs().values().stream()
              .filter(job -> job.enabled() && job.every().isPresent())
              .toList();
      if (all.isEmpty()) {
        throw new SubmitFailure(
            SubmitFailure.WRONG,
            "[no-job] no enabled job of pipeline %s has 'every': name one with --tidemill-jobs"
                .formatted(pipeline.id()));
      }
      return all;
    }
    List<Job> named = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String id : arguments.jobs()) {
      if (pipeline.jobs().containsKey(id)) {
        named.add(pipeline.jobs().get(id));
      } else {
        unknown.add(
            "[unknown-name] there is no job '%s' in pipeline %s: it has %s"
                .formatted(id, pipeline.id(), String.join(", ", pipeline.jobs().keySet())));
      }
    }
    if (!unknown.isEmpty()) {
      throw new SubmitFailure(SubmitFailure.WRONG, unknown);
    }
    return named;
  }

  private static void resolve(
      Engine engine, SubmitArguments arguments, Pipeline pipeline, List<Job> jobs, RunLog log) {
    try {
      arguments
          .wayOut()
          .map(way -> engine.resolve(pipeline, jobs.get(0), arguments.clusters(), way))
          .ifPresent(lines -> lines.forEach(log::notice));
    } catch (EngineException refused) {
      throw new SubmitFailure(SubmitFailure.FAILED, coded(refused));
    } catch (RuntimeException failure) {
      throw new SubmitFailure(SubmitFailure.FAILED, SparkMessages.line(failure));
    }
  }

  /** A secret that was not given, or a key that is none, never comes by waiting. */
  static void refuseUnreachable(SubmitArguments arguments, Pipeline pipeline, List<Job> jobs) {
    Set<String> faults = new LinkedHashSet<>();
    jobs.stream()
        .flatMap(job -> job.nodes().values().stream())
        .map(node -> pipeline.streams().get(String.valueOf(node.fields().get("stream"))))
        .filter(Objects::nonNull)
        .forEach(
            stream -> {
              try {
                arguments.clusters().of(pipeline, stream);
              } catch (EngineException wrong) {
                faults.add(coded(wrong));
              }
            });
    if (!faults.isEmpty()) {
      throw new SubmitFailure(SubmitFailure.WRONG, List.copyOf(faults));
    }
  }

  private static String coded(EngineException failure) {
    return failure.code().map(code -> "[" + code + "] ").orElse("") + failure.getMessage();
  }

  /** Also when this process is told to end. */
  private static void runToTheEnd(SubmittedRun run, String hash, DeployedDefinition definition)
      throws InterruptedException {
    Runnable hook =
        () -> {
          try {
            run.stop(PATIENCE);
          } catch (InterruptedException late) {
            Thread.currentThread().interrupt();
          } finally {
            definition.close();
          }
        };
    ShutdownHookManager hooks = ShutdownHookManager.get();
    hooks.addShutdownHook(hook, BEFORE_SPARK, LIMIT.toSeconds(), TimeUnit.SECONDS);
    try {
      run.run(hash);
    } catch (SubmitFailure failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw new SubmitFailure(SubmitFailure.FAILED, SparkMessages.line(failure));
    } finally {
      if (!hooks.isShutdownInProgress()) {
        hooks.removeShutdownHook(hook);
      }
    }
  }
}
