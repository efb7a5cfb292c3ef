package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Logs;
import dev.tidemill.cli.Status;
import dev.tidemill.cli.up.JsonScreen;
import dev.tidemill.cli.up.LineScreen;
import dev.tidemill.cli.up.LiveScreen;
import dev.tidemill.cli.up.UpScreen;
import dev.tidemill.cli.up.UpStarter;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.Endpoint;
import dev.tidemill.runtime.up.UpOptions;
import dev.tidemill.runtime.up.UpRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a pipeline until it is told to stop. */
@Command(name = "up")
final class UpCommand extends BaseCommand {

  private static final long MILLIS_BETWEEN_TICKS = 1000;
  private static final int LAST_PORT = 65_535;

  private final UpStarter starter;

  @Parameters(arity = "0..1", paramLabel = "DIR")
  Path folder;

  @Option(names = "--port", paramLabel = "N")
  Integer port;

  @Option(names = "--no-watch")
  boolean noWatch;

  UpCommand(UpStarter starter) {
    this.starter = starter;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port != null && (port < 1 || port > LAST_PORT)) {
      throw CommandException.wrong("--port: " + port + " is not between 1 and " + LAST_PORT);
    }
    Definition definition = Definition.of(root, folder);
    Pipeline pipeline = definition.orRefuse(root);
    FindingsText.lines(definition.warnings()).forEach(this::note);
    DataFolder data = definition.stage(root.stage());
    refuseSecond(data);
    IdsFile.write(definition, pipeline);
    Logs.to(data.mainLog(), root.verbose);
    UpOptions options =
        new UpOptions(
            data,
            port == null ? OptionalInt.empty() : OptionalInt.of(port),
            () -> Definition.of(root, folder).checked(),
            !noWatch);
    UpScreen screen = screen(pipeline);
    UpStarter.Running running = start(pipeline, options, screen);
    run(running, screen);
    return Status.FINE;
  }

  private static void refuseSecond(DataFolder data) {
    Endpoint.find(data)
        .ifPresent(
            first -> {
              throw CommandException.cannot(
                  "it is up already: %s, process %d".formatted(first.address(), first.pid()), null);
            });
  }

  private UpScreen screen(Pipeline pipeline) {
    if (root.json) {
      return new JsonScreen(shell().out(), shell().clock(), pipeline.id());
    }
    if (shell().terminal().redraws() && !root.quiet) {
      return new LiveScreen(
          shell(),
          root.style(),
          ZoneId.systemDefault(),
          pipeline.id(),
          pipeline.stage(),
          root.verbose);
    }
    String name = pipeline.id() + ", stage " + pipeline.stage();
    return new LineScreen(shell().out(), shell().clock(), name, root.quiet, root.verbose);
  }

  private UpStarter.Running start(Pipeline pipeline, UpOptions options, UpScreen screen)
      throws InterruptedException {
    try {
      return starter.start(pipeline, options, screen);
    } catch (UpRefused refused) {
      screen.notStarted();
      FindingsText.lines(refused.findings()).forEach(shell().err()::println);
      throw CommandException.told();
    } catch (InterruptedException | RuntimeException failure) {
      screen.notStarted();
      throw failure;
    }
  }

  /** Until Ctrl-C or SIGTERM, which interrupt this thread. */
  private static void run(UpStarter.Running running, UpScreen screen) throws InterruptedException {
    try {
      while (true) {
        screen.tick(running::status);
        Thread.sleep(MILLIS_BETWEEN_TICKS);
      }
    } catch (InterruptedException stop) {
      screen.draining();
    }
    long began = System.nanoTime();
    running.drain();
    screen.stopped(Duration.ofNanos(System.nanoTime() - began));
  }
}
