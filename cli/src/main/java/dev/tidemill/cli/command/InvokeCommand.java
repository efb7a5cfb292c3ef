package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Logs;
import dev.tidemill.cli.Status;
import dev.tidemill.cli.json.Json;
import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Progress;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.Answer;
import dev.tidemill.runtime.api.ApiClient;
import dev.tidemill.runtime.process.Starter;
import dev.tidemill.runtime.up.AtRest;
import dev.tidemill.runtime.up.UpRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls a function. */
@Command(name = "invoke")
final class InvokeCommand extends BaseCommand {

  private static final String STANDARD_INPUT = "-";

  @Parameters(paramLabel = "FUNCTION")
  String function;

  @Option(
      names = {"-e", "--event"},
      paramLabel = "FILE|-")
  String event;

  @Option(names = "--async")
  boolean async;

  @Override
  public Integer call() throws InterruptedException {
    Definition definition = Definition.of(root, null);
    byte[] input = event();
    Optional<ApiClient> up = running(definition);
    if (async) {
      ApiClient asked = up.orElseThrow(() -> noneIsUp(definition));
      print(Json.line(Map.of("requestId", asked.accept(function, input))));
      note("accepted; 'tidemill logs " + function + "' shows what becomes of it");
      return Status.FINE;
    }
    Answer answer = up.isPresent() ? up.get().invoke(function, input) : atRest(definition, input);
    print(answer.body());
    note(sentence(answer));
    return answer.succeeded() ? Status.FINE : Status.FAILED;
  }

  private Answer atRest(Definition definition, byte[] input) throws InterruptedException {
    Pipeline pipeline = definition.orRefuse(root);
    if (!pipeline.functions().containsKey(function)) {
      throw unknown("function", function, List.copyOf(pipeline.functions().keySet()));
    }
    DataFolder data = definition.stage(root.stage());
    note("nothing is up: starts broker and stores of " + Shown.path(data.root()) + " for the call");
    Logs.to(data.mainLog(), root.verbose);
    Progress progress = shell().progress(!root.quiet);
    try {
      return AtRest.invoke(pipeline, data, function, input, new StartProgress(progress));
    } catch (UpRefused refused) {
      FindingsText.lines(refused.findings()).forEach(shell().err()::println);
      throw CommandException.told();
    } finally {
      progress.clear();
    }
  }

  /** Says on the progress line what is still starting. */
  private record StartProgress(Progress progress) implements Starter.Listener {

    @Override
    public void started(String part, Duration took) {}

    @Override
    public void waiting(List<String> parts, Duration since) {
      progress.show("starting " + String.join(", ", parts));
    }
  }

  private byte[] event() {
    try {
      if (event == null) {
        return "{}".getBytes(StandardCharsets.UTF_8);
      }
      return event.equals(STANDARD_INPUT)
          ? System.in.readAllBytes()
          : Files.readAllBytes(root.startedIn.resolve(event));
    } catch (NoSuchFileException none) {
      throw CommandException.wrong("no file '" + none.getFile() + "'");
    } catch (IOException failure) {
      throw CommandException.cannot(
          "cannot read '" + event + "': " + failure.getMessage(), failure);
    }
  }

  /** {@code ok in 2.3 ms, cold start 612 ms, 71 of 512 MB, request 5f0c…}. */
  private static String sentence(Answer answer) {
    String memory =
        answer.memoryMegabytes().isPresent()
            ? ", "
                + answer.memoryMegabytes().getAsInt()
                + " of "
                + answer.memoryLimitMegabytes()
                + " MB"
            : "";
    return answer.errorType().map(type -> "failed with " + type).orElse("ok")
        + " in "
        + Figures.milliseconds(answer.took())
        + answer.coldStart().map(took -> ", cold start " + Figures.milliseconds(took)).orElse("")
        + memory
        + ", request "
        + answer.requestId();
  }
}
