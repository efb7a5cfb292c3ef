package dev.tidemill.cli.command;

import dev.tidemill.cli.status.StatusText;
import dev.tidemill.runtime.api.ApiJson;
import dev.tidemill.runtime.api.Status;
import java.nio.file.Path;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells how a pipeline that is up is doing. */
@Command(name = "status")
final class StatusCommand extends BaseCommand {

  @Parameters(arity = "0..1", paramLabel = "DIR")
  Path folder;

  @Override
  public Integer call() {
    Status status = orNoneIsUp(Definition.of(root, folder)).status();
    if (root.json) {
      print(ApiJson.document(status));
    } else {
      int width = shell().terminal().cuts() ? shell().terminal().width() - 1 : Integer.MAX_VALUE;
      new StatusText(root.style(), width, ZoneId.systemDefault())
          .lines(status, shell().clock().instant())
          .forEach(this::print);
    }
    return dev.tidemill.cli.Status.FINE;
  }
}
