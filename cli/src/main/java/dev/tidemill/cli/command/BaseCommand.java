package dev.tidemill.cli.command;

import dev.tidemill.cli.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** A command that knows the options of all. */
abstract class BaseCommand implements Callable<Integer> {

  @ParentCommand Tidemill root;

  Shell shell() {
    return root.shell();
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
