package dev.tidemill.cli.command;

import picocli.CommandLine.Command;

@Command(name = "logs")
final class LogsCommand extends BaseCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
