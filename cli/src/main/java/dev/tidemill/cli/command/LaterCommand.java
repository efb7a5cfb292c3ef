package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A command that the manual names and a later release brings. */
@Command
final class LaterCommand extends BaseCommand {

  static final List<String> NAMES = List.of("nodes", "crawl", "import", "schema");

  private final String name;

  @Unmatched final List<String> ignored = new ArrayList<>();

  LaterCommand(String name) {
    this.name = name;
  }

  @Override
  public Integer call() {
    throw CommandException.wrong("[not-built] '" + name + "' comes with a later release");
  }
}
