package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Status;
import dev.tidemill.cli.json.Json;
import dev.tidemill.cli.text.Figures;
import dev.tidemill.runtime.api.Answer;
import dev.tidemill.runtime.api.ApiClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
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
    ApiClient up = orNoneIsUp(definition);
    if (async) {
      print(Json.line(Map.of("requestId", up.accept(function, input))));
      note("accepted; 'tidemill logs " + function + "' shows what becomes of it");
      return Status.FINE;
    }
    Answer answer = up.invoke(function, input);
    print(answer.body());
    note(sentence(answer));
    return answer.succeeded() ? Status.FINE : Status.FAILED;
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
