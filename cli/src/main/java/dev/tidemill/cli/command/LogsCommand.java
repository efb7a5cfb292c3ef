package dev.tidemill.cli.command;

import dev.tidemill.cli.Status;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.value.Durations;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.Endpoint;
import dev.tidemill.runtime.api.LogLines;
import dev.tidemill.runtime.function.FunctionLogs;
import java.io.IOException;
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
  public Integer call() throws IOException, InterruptedException {
    Definition definition = Definition.of(root, null);
    Pipeline pipeline = definition.orRefuse(root);
    boolean isFunction = pipeline.functions().containsKey(name);
    if (!isFunction && !pipeline.jobs().containsKey(name)) {
      List<String> names = new ArrayList<>(pipeline.functions().keySet());
      names.addAll(pipeline.jobs().keySet());
      throw unknown("function or job", name, names);
    }
    DataFolder data = data(definition);
    Path newest = isFunction ? data.functionLog(name) : data.jobLog(name);
    // The last of a function's files is the newest by another name.
    List<Path> files = isFunction ? FunctionLogs.of(data, name) : List.of(newest);
    for (Path file : files.subList(0, Math.max(0, files.size() - 1))) {
      lines(file).read();
    }
    if (follow) {
      lines(newest).follow();
    } else if (Files.exists(newest)) {
      lines(newest).read();
    } else {
      note((isFunction ? "function " : "job ") + name + " wrote nothing");
    }
    return Status.FINE;
  }

  /** That of the pipeline that is up or is to be followed, else the newer that was kept. */
  private DataFolder data(Definition definition) {
    DataFolder stage = definition.stage(root.stage());
    if (follow || Endpoint.find(stage).isPresent()) {
      note("reads stage " + root.stage() + ", " + Shown.path(stage.root()));
      return stage;
    }
    KeptData data = KeptData.find(root, definition, false);
    note(data.sentence());
    return data.folder();
  }

  private boolean printed(String line) {
    print(line);
    return !shell().out().checkError();
  }

  private LogLines lines(Path file) {
    return new LogLines(file, oldest(), this::printed);
  }

  private Optional<Instant> oldest() {
    return Optional.ofNullable(since)
        .map(text -> SchedulesCommand.value(Durations.parse("--since", text)))
        .map(age -> shell().clock().instant().minus(age));
  }
}
