package dev.tidemill.cli.command;

import dev.tidemill.cli.Status;
import dev.tidemill.cli.text.Rows;
import dev.tidemill.cli.text.Width;
import dev.tidemill.runtime.api.ApiJson;
import dev.tidemill.runtime.api.DeadLetterKind;
import dev.tidemill.runtime.api.Redriven;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends dead letters through again. */
@Command(name = "redrive")
final class RedriveCommand extends BaseCommand {

  @Parameters(index = "0", paramLabel = "stream|function|schedule")
  DeadLetterKind kind;

  @Parameters(index = "1", paramLabel = "NAME")
  String name;

  @Option(names = "--id", paramLabel = "ID")
  List<String> ids = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    List<Redriven> done = orNoneIsUp(Definition.of(root, null)).redrive(kind, name, ids);
    if (root.json) {
      print(ApiJson.document(done));
    } else if (done.isEmpty()) {
      note("no dead letters of " + kind.word() + " " + name + " that were not redriven");
    } else {
      table(done);
    }
    return Status.FINE;
  }

  private void table(List<Redriven> done) {
    Rows rows =
        new Rows(
            List.of("id", "outcome", "detail"),
            done.stream()
                .map(one -> List.of(one.id(), one.outcome(), Width.plain(one.detail())))
                .toList(),
            List.of(false, false, false));
    printTable(rows);
  }
}
