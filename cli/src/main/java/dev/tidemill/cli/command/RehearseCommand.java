package dev.tidemill.cli.command;

import picocli.CommandLine.Command;

@Command(name = "rehearse")
final class RehearseCommand extends BaseCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
