package dev.tidemill.runtime.rehearse;

import dev.tidemill.engine.EngineException;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.Secrets;
import dev.tidemill.runtime.process.WorldException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a pipeline once on its samples, in a fresh folder. */
public final class Rehearsal {

  private final Pipeline pipeline;
  private final List<Finding> warnings;
  private final RehearsalOptions options;
  private final Narrator narrator;

  /**
   * A rehearsal of a checked definition.
   *
   * @param warnings of the check, to be part of the report
   * @param listener told what happens; must be quick
   */
  public Rehearsal(
      Pipeline pipeline,
      List<Finding> warnings,
      RehearsalOptions options,
      Consumer<RehearsalEvent> listener) {
    this.pipeline = pipeline;
    this.warnings = List.copyOf(warnings);
    this.options = options;
    this.narrator = new Narrator(listener);
  }

  /**
   * Runs it. Whatever it started has ended when this returns or throws.
   *
   * @throws RehearsalException if this machine or a needed service cannot
   * @throws InterruptedException if the thread was interrupted; the folder is removed then
   */
  public RehearsalReport run() throws InterruptedException {
    long start = System.nanoTime();
    Instant now = Instant.now();
    Instant at =
        options
            .at()
            .or(pipeline.rehearsal()::at)
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS));
    Results results = new Results(pipeline, at);
    results.addAll(warnings);
    try (FreshFolder folder = FreshFolder.make(options.data())) {
      narrator.tell(new RehearsalEvent.Began(pipeline.id(), pipeline.stage(), at));
      inFolder(folder, Duration.between(now, at), results);
      Optional<Path> kept = keep(folder, results);
      return results.report(Duration.ofNanos(System.nanoTime() - start), kept);
    } catch (WorldException e) {
      throw new RehearsalException(e.getMessage(), e);
    }
  }

  private Optional<Path> keep(FreshFolder folder, Results results) {
    boolean failed = !results.passed() && !results.isRefused();
    if (!failed && !options.keep()) {
      return Optional.empty();
    }
    folder.keep();
    return Optional.of(options.data());
  }

  private void inFolder(FreshFolder folder, Duration clockOffset, Results results)
      throws InterruptedException {
    Deadline deadline = Deadline.in(pipeline.rehearsal().timeout());
    try {
      work(folder, clockOffset, results);
    } catch (InterruptedException e) {
      if (!deadline.hasPassed()) {
        throw e;
      }
      results.add(timedOut(results.step()));
    } catch (RuntimeException e) {
      if (deadline.hasPassed()) {
        results.add(timedOut(results.step()));
      } else if (Thread.interrupted()) {
        InterruptedException interrupted = new InterruptedException();
        interrupted.initCause(e);
        throw interrupted;
      } else {
        // Its logs tell why.
        folder.keep();
        throw e instanceof EngineException ? new RehearsalException(OneLine.of(e), e) : e;
      }
    } finally {
      deadline.close();
    }
  }

  private void work(FreshFolder folder, Duration clockOffset, Results results)
      throws InterruptedException {
    Secrets secrets = new Secrets(pipeline, pipeline.rehearsal().secrets(), System.getenv());
    for (String name : secrets.missing()) {
      results.add(missing(name));
      results.refuse();
    }
    if (results.isRefused() || !build(folder, results)) {
      return;
    }
    try (Parts parts =
            Parts.start(
                pipeline,
                folder.claimed(),
                new Parts.Surroundings(clockOffset, secrets),
                narrator);
        Run run =
            new Run(
                pipeline, parts, Clock.offset(Clock.systemUTC(), clockOffset), results, narrator)) {
      run.all();
    }
  }

  private boolean build(FreshFolder folder, Results results) throws InterruptedException {
    if (pipeline.build().isEmpty() || !(options.build() || Build.isNeeded(pipeline))) {
      return true;
    }
    Path log = folder.data().logs().resolve("build.log");
    Optional<Finding> failure = new Build(pipeline, log, narrator).run(pipeline.build().get());
    failure.ifPresent(results::add);
    return failure.isEmpty();
  }

  private Finding missing(String secret) {
    return Problems.error(
        "secret-missing",
        "rehearsal.secrets." + secret,
        "the secret '" + secret + "' has no value",
        "add rehearsal: { secrets: { " + secret + ": … } }, or set " + Secrets.variable(secret),
        Problems.beginning(pipeline));
  }

  private Finding timedOut(String step) {
    return Problems.error(
        "rehearsal-timeout",
        "rehearsal.timeout",
        "the rehearsal was not over in %d s, it was at: %s"
            .formatted(pipeline.rehearsal().timeout().toSeconds(), step),
        "write a longer rehearsal.timeout if it needs one",
        Problems.beginning(pipeline));
  }
}
