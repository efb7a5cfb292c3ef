package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Shell;
import dev.tidemill.cli.text.Rows;
import dev.tidemill.cli.text.Terminal;
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

  /** The pipeline that is up in the folder of the definition's stage, if one is; says so. */
  Optional<ApiClient> askedAt(Definition definition) {
    Optional<Endpoint> up = Endpoint.find(definition.stage(root.stage()));
    up.ifPresent(endpoint -> note("asks stage " + root.stage() + " at " + endpoint.address()));
    return up.map(ApiClient::new);
  }

  /** The pipeline that is up, for what only such a one can do. */
  ApiClient orNoneIsUp(Definition definition) {
    return Endpoint.find(definition.stage(root.stage()))
        .map(ApiClient::new)
        .orElseThrow(
            () ->
                CommandException.cannot(
                    "nothing is up in "
                        + Shown.path(definition.stage(root.stage()).root())
                        + ": 'tidemill up' starts it",
                    null));
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
