package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Shell;
import dev.tidemill.cli.text.Rows;
import dev.tidemill.cli.text.Terminal;
import dev.tidemill.model.value.Suggest;
import dev.tidemill.runtime.api.ApiClient;
import dev.tidemill.runtime.api.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** A command that knows the options of all. */
abstract class BaseCommand implements Callable<Integer> {

  @ParentCommand Tidemill root;

  Shell shell() {
    return root.shell();
  }

  /** The pipeline that is up in the folder of the definition's stage, if one is. */
  Optional<ApiClient> running(Definition definition) {
    return Endpoint.find(definition.stage(root.stage())).map(ApiClient::new);
  }

  /** The same, and says so. */
  Optional<ApiClient> askedAt(Definition definition) {
    Optional<Endpoint> up = Endpoint.find(definition.stage(root.stage()));
    up.ifPresent(endpoint -> note("asks stage " + root.stage() + " at " + endpoint.address()));
    return up.map(ApiClient::new);
  }

  /** The same, for what only a running one can do. */
  ApiClient orNoneIsUp(Definition definition) {
    return running(definition).orElseThrow(() -> noneIsUp(definition));
  }

  CommandException noneIsUp(Definition definition) {
    String folder = Shown.path(definition.stage(root.stage()).root()).toString();
    return CommandException.cannot(
        "nothing is up in " + folder + ": 'tidemill up' starts it", null);
  }

  /** For an id that the definition does not have. */
  static CommandException unknown(String kind, String id, List<String> ids) {
    String there = ids.isEmpty() ? "there is none" : "there are " + String.join(", ", ids);
    String hint =
        Suggest.nearest(id, ids).map(near -> "did you mean '" + near + "'?").orElse(there);
    return CommandException.wrong("no " + kind + " '" + id + "': " + hint);
  }

  /** A table, cut to the width on a terminal; ends early where nobody reads any more. */
  void printTable(Rows rows) {
    Terminal terminal = shell().terminal();
    List<String> lines = terminal.cuts() ? rows.lines(terminal.width()) : rows.lines();
    print(root.style().head(lines.get(0)));
    lines.stream().skip(1).takeWhile(line -> !shell().out().checkError()).forEach(this::print);
  }

  void print(String line) {
    shell().out().println(line);
  }

  /** Progress and warnings; nothing with {@code -q}. */
  void note(String line) {
    if (!root.quiet) {
      shell().err().println(line);
    }
  }
}
