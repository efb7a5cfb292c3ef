package dev.tidemill.cli.command;

import picocli.CommandLine.Command;

@Command(name = "check")
final class CheckCommand extends BaseCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
