package dev.tidemill.cli.command;

import dev.tidemill.aws.bill.Bill;
import dev.tidemill.aws.bill.Measured;
import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.price.PriceSheet;
import dev.tidemill.aws.price.PriceSheetReader;
import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Status;
import dev.tidemill.cli.cost.ComparisonPage;
import dev.tidemill.cli.cost.CostJson;
import dev.tidemill.cli.cost.CostPage;
import dev.tidemill.cli.cost.EuroRate;
import dev.tidemill.cli.cost.MeasuredFigures;
import dev.tidemill.cli.json.FindingJson;
import dev.tidemill.cli.json.Json;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.AwsChecks;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.model.value.Money;
import dev.tidemill.model.value.Moneys;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prices a month of the deployment. */
@Command(name = "cost")
final class CostCommand extends BaseCommand {

  private static final int LAYOUT_WHEN_PIPED = 160;

  @Parameters(arity = "0..1", paramLabel = "DIR")
  Path folder;

  @Option(names = "--measured")
  boolean measured;

  @Option(names = "--compare")
  boolean compare;

  @Option(names = "--prices", paramLabel = "FILE")
  Path prices;

  @Option(names = "--eur", paramLabel = "RATE")
  String eur;

  @Option(names = "--budget", paramLabel = "MONEY")
  String budget;

  @Override
  public Integer call() throws IOException {
    Optional<Money> asked =
        Optional.ofNullable(budget)
            .map(text -> SchedulesCommand.value(Moneys.parse("--budget", text)));
    EuroRate euro = Optional.ofNullable(eur).map(CostCommand::euro).orElse(EuroRate.DEFAULT);
    Definition definition = Definition.of(root, folder);
    Pipeline pipeline = definition.orRefuse(root);
    refuse(AwsChecks.ofBill(pipeline));
    FindingsText.lines(definition.warnings()).forEach(this::note);
    Optional<Measured> seen =
        measured ? Optional.of(measured(definition, pipeline)) : Optional.empty();
    Bill bill =
        Bill.of(
            new Bill.Request(
                pipeline,
                Deployment.of(pipeline).resources(),
                sheet(),
                seen,
                shell().clock().instant()));
    OptionalDouble most =
        asked
            .or(() -> pipeline.budget().map(each -> each.monthly()))
            .map(money -> OptionalDouble.of(money.amount().doubleValue()))
            .orElse(OptionalDouble.empty());
    if (root.json) {
      print(Json.document(CostJson.document(bill, euro, most, compare)));
    } else {
      show(bill, euro, most);
    }
    return most.isPresent() && bill.total() > most.getAsDouble() ? Status.FAILED : Status.FINE;
  }

  private static EuroRate euro(String text) {
    return EuroRate.parse(text)
        .orElseThrow(
            () ->
                CommandException.wrong(
                    "--eur: '" + text + "' is not a rate: write the dollars of a euro, 1.1133"));
  }

  private void show(Bill bill, EuroRate euro, OptionalDouble most) {
    int width = shell().terminal().cuts() ? shell().terminal().width() - 1 : LAYOUT_WHEN_PIPED;
    new CostPage(root.style(), width).lines(bill, euro, most).forEach(this::print);
    if (compare) {
      print("");
      new ComparisonPage(root.style(), width).lines(bill).forEach(this::print);
    }
  }

  private PriceSheet sheet() {
    if (prices == null) {
      return PriceSheet.shipped();
    }
    try {
      PriceSheetReader.Read read = PriceSheetReader.read(root.startedIn.resolve(prices));
      refuse(read.findings());
      return read.sheet().orElseThrow();
    } catch (IOException e) {
      throw CommandException.wrong("--prices: cannot read '" + prices + "'");
    }
  }

  private void refuse(List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    if (root.json) {
      print(Json.document(FindingJson.list(findings)));
    } else {
      FindingsText.lines(findings).forEach(shell().err()::println);
    }
    throw CommandException.told();
  }

  /** Of the pipeline that is up, in this stage or here, else of what a rehearsal left. */
  private Measured measured(Definition definition, Pipeline pipeline) throws IOException {
    for (String stage : List.of(root.stage(), "local")) {
      DataFolder data = definition.stage(stage);
      Optional<Endpoint> up = Endpoint.find(data);
      if (up.isPresent()) {
        Instant since = up.get().since();
        return MeasuredFigures.ofUp(
                data, pipeline, since, shell().clock().instant(), "stage " + stage + ", up")
            .orElseThrow(() -> CommandException.wrong("--measured: nothing was called yet"));
      }
    }
    DataFolder kept = definition.rehearsal();
    return MeasuredFigures.ofRehearsal(kept, pipeline, "the kept rehearsal")
        .orElseThrow(
            () ->
                CommandException.wrong(
                    "--measured: nothing is up and no rehearsal is kept in "
                        + Shown.path(definition.data())
                        + ": 'tidemill rehearse --keep' leaves one"));
  }
}
