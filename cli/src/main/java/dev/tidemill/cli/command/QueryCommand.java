package dev.tidemill.cli.command;

import picocli.CommandLine.Command;

@Command(name = "query")
final class QueryCommand extends BaseCommand {
  @Override
  public Integer call() {
    return 0;
  }
}
