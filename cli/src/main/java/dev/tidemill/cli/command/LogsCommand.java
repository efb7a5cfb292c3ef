package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Status;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.value.Durations;
import dev.tidemill.model.value.Suggest;
import dev.tidemill.runtime.function.FunctionLogs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a function or a job wrote. */
@Command(name = "logs")
final class LogsCommand extends BaseCommand {

  @Parameters(paramLabel = "FUNCTION|JOB")
  String name;

  @Option(names = "--since", paramLabel = "AGE")
  String since;

  @Option(names = "-f")
  boolean follow;

  @Override
  public Integer call() throws IOException {
    if (follow) {
      throw CommandException.wrong("[not-built] 'logs -f' comes with 'up' in a later release");
    }
    Definition definition = Definition.of(root, null);
    Pipeline pipeline = definition.orRefuse(root);
    boolean isFunction = pipeline.functions().containsKey(name);
    if (!isFunction && !pipeline.jobs().containsKey(name)) {
      throw unknown(pipeline);
    }
    KeptData data = KeptData.find(root, definition, false);
    note(data.sentence());
    List<Path> files =
        isFunction ? FunctionLogs.of(data.folder(), name) : List.of(data.folder().jobLog(name));
    if (files.stream().noneMatch(Files::exists)) {
      note((isFunction ? "function " : "job ") + name + " wrote nothing");
      return Status.FINE;
    }
    for (Path file : files) {
      copy(file);
    }
    return Status.FINE;
  }

  private CommandException unknown(Pipeline pipeline) {
    List<String> names = new ArrayList<>(pipeline.functions().keySet());
    names.addAll(pipeline.jobs().keySet());
    Optional<String> nearest = Suggest.nearest(name, names);
    return CommandException.wrong(
        "no function or job '"
            + name
            + "': "
            + nearest.map(near -> "did you mean '" + near + "'?").orElse(list(names)));
  }

  private static String list(List<String> names) {
    return names.isEmpty() ? "there is none" : "there are " + String.join(", ", names);
  }

  private void copy(Path file) throws IOException {
    LogAge age = new LogAge(oldest());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(age::isYoung)
          .takeWhile(line -> !shell().out().checkError())
          .forEach(this::print);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Optional<Instant> oldest() {
    return Optional.ofNullable(since)
        .map(text -> SchedulesCommand.value(Durations.parse("--since", text)))
        .map(age -> shell().clock().instant().minus(age));
  }
}
