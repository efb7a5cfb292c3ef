package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Logs;
import dev.tidemill.cli.Status;
import dev.tidemill.cli.json.Json;
import dev.tidemill.cli.rehearse.RehearsalJson;
import dev.tidemill.cli.rehearse.RehearsalPrinter;
import dev.tidemill.cli.text.Progress;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.model.value.Instants;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.rehearse.Rehearsal;
import dev.tidemill.runtime.rehearse.RehearsalEvent;
import dev.tidemill.runtime.rehearse.RehearsalException;
import dev.tidemill.runtime.rehearse.RehearsalOptions;
import dev.tidemill.runtime.rehearse.RehearsalReport;
import dev.tidemill.runtime.rehearse.RehearsalReport.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the whole pipeline once on its samples. */
@Command(name = "rehearse")
final class RehearseCommand extends BaseCommand {

  @Parameters(arity = "0..1", paramLabel = "DIR")
  Path folder;

  @Option(names = "--at", paramLabel = "INSTANT")
  String at;

  @Option(names = "--build")
  boolean build;

  @Option(names = "--keep")
  boolean keep;

  @Override
  public Integer call() throws InterruptedException {
    Optional<Instant> start =
        Optional.ofNullable(at).map(text -> SchedulesCommand.value(Instants.parse("--at", text)));
    long began = System.nanoTime();
    Definition definition = Definition.of(root, folder);
    if (root.json && definition.checked().pipeline().isEmpty()) {
      print(Json.document(RehearsalJson.refused(root.stage(), definition.checked().findings())));
      return Status.WRONG;
    }
    Pipeline pipeline = definition.orRefuse(root);
    Duration checked = Duration.ofNanos(System.nanoTime() - began);
    FindingsText.lines(definition.warnings()).forEach(this::note);
    IdsFile.write(definition, pipeline);
    DataFolder data = definition.rehearsal();
    Logs.to(data.mainLog(), root.verbose);
    RehearsalOptions options = new RehearsalOptions(start, keep, build, data.root());
    Progress progress = shell().progress(!root.quiet);
    RehearsalPrinter printer =
        new RehearsalPrinter(
            shell().out(),
            shell().terminal(),
            root.style(),
            progress,
            pipeline,
            checked,
            definition.warnings().size(),
            root.verbose);
    Consumer<RehearsalEvent> listener = listener(printer);
    try {
      RehearsalReport report =
          new Rehearsal(pipeline, definition.warnings(), options, listener).run();
      return finish(report, printer, progress);
    } catch (RehearsalException e) {
      throw CommandException.cannot(e.getMessage(), e);
    } finally {
      progress.clear();
    }
  }

  private Consumer<RehearsalEvent> listener(RehearsalPrinter printer) {
    if (root.json) {
      return printer::progressOnly;
    }
    return root.quiet ? printer::failuresOnly : printer;
  }

  private int finish(RehearsalReport report, RehearsalPrinter printer, Progress progress) {
    progress.clear();
    if (root.json) {
      print(Json.document(RehearsalJson.document(report)));
    } else if (report.verdict() == Verdict.REFUSED) {
      FindingsText.lines(report.problems()).stream()
          .map(line -> line.replace("nothing was started", "nothing was sent"))
          .forEach(shell().err()::println);
    } else {
      printer.finish(report);
    }
    return switch (report.verdict()) {
      case PASSED -> Status.FINE;
      case FAILED -> Status.FAILED;
      case REFUSED -> Status.WRONG;
    };
  }
}
