package dev.tidemill.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.plan.DeploymentChecks;
import dev.tidemill.aws.plan.PackedCheck;
import dev.tidemill.aws.synth.NodeCheck;
import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Status;
import dev.tidemill.cli.aws.CdkCli;
import dev.tidemill.cli.aws.ExpectedBill;
import dev.tidemill.cli.aws.Removal;
import dev.tidemill.cli.aws.SynthProcess;
import dev.tidemill.cli.aws.Synthesised;
import dev.tidemill.cli.json.Json;
import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Style;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.AwsChecks;
import dev.tidemill.model.check.CodeCheck;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.runtime.process.Installation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, compares, deploys and removes what a stage is on AWS. */
@Command(name = "aws")
final class AwsCommand extends BaseCommand {

  private enum Action {
    SYNTH,
    DIFF,
    DEPLOY,
    DESTROY;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(index = "0", paramLabel = "synth|diff|deploy|destroy")
  private Action action;

  @Parameters(index = "1", arity = "0..1", paramLabel = "DIR")
  Path folder;

  @Option(names = "-o", paramLabel = "DIR")
  Path out;

  @Option(names = "--fast")
  boolean fast;

  @Option(names = "--yes")
  boolean yes;

  @Override
  public Integer call() {
    Definition definition = Definition.of(root, folder);
    Pipeline pipeline = checked(definition);
    boolean changes = action == Action.DEPLOY || action == Action.DESTROY;
    if (changes && !yes && !shell().terminal().redraws()) {
      throw CommandException.wrong(
          "'aws " + action.word() + "' changes an account: say --yes where nobody can be asked");
    }
    NodeCheck.problem(shell().variable("JSII_NODE"))
        .ifPresent(
            problem -> {
              throw CommandException.cannot(problem, null);
            });
    Path assembly = assembly(definition);
    Path stage = definition.stage(root.stage()).root();
    ExpectedBill bill =
        ExpectedBill.of(pipeline, root.set, shell().clock().instant(), assembly, stage);
    Synthesised made = synthesise(definition, assembly);
    bill.keep();
    Deployment deployment = Deployment.of(pipeline, root.set);
    if (action == Action.DESTROY) {
      Removal.lines(deployment).forEach(shell().err()::println);
    } else {
      tell(pipeline, made, bill);
    }
    if (action == Action.SYNTH) {
      return Status.FINE;
    }
    if (changes && !yes && !confirmed(deployment)) {
      print("nothing was changed");
      return Status.FINE;
    }
    return change(deployment, made, bill);
  }

  private int change(Deployment deployment, Synthesised made, ExpectedBill bill) {
    CdkCli cdk = new CdkCli(Installation.current(), shell());
    cdk.install(this::note);
    int status =
        cdk.run(
            action.word(),
            made.assembly(),
            deployment.name(),
            new CdkCli.Output(root.style() != Style.PLAIN, !root.json),
            deployment.region().orElse("REGION"));
    if (status == Status.FINE && action == Action.DEPLOY) {
      bill.keepDeployed();
    } else if (status == Status.FINE && action == Action.DESTROY) {
      bill.forgetDeployed();
    }
    return status;
  }

  /** All that is wrong, before Node is looked for. */
  private Pipeline checked(Definition definition) {
    Pipeline pipeline = definition.orRefuse(root);
    List<Finding> findings = new ArrayList<>(definition.warnings());
    findings.addAll(AwsChecks.ofDeployment(pipeline));
    findings.addAll(DeploymentChecks.check(pipeline));
    findings.addAll(CodeCheck.check(pipeline).stream().map(AwsCommand::needed).toList());
    if (findings.stream().noneMatch(Finding::isError)) {
      findings.addAll(PackedCheck.check(pipeline));
    }
    if (findings.stream().anyMatch(Finding::isError)) {
      FindingsText.lines(findings).forEach(shell().err()::println);
      throw CommandException.told();
    }
    return pipeline;
  }

  /** A build may make code that is missing; a deployment has to have it. */
  private static Finding needed(Finding finding) {
    return new Finding(
        Finding.Severity.ERROR,
        finding.code(),
        finding.path(),
        finding.message(),
        finding.hint(),
        finding.value(),
        finding.position(),
        finding.replacement(),
        finding.causedBy());
  }

  private Path assembly(Definition definition) {
    return Optional.ofNullable(out)
        .map(root.startedIn::resolve)
        .orElseGet(() -> definition.stage(root.stage()).root().resolve("aws"))
        .toAbsolutePath()
        .normalize();
  }

  private Synthesised synthesise(Definition definition, Path assembly) {
    note("synthesising " + root.stage());
    return new SynthProcess(Installation.current(), shell())
        .run(
            definition.file().toAbsolutePath(),
            root.stage(),
            root.set,
            assembly,
            !fast && action != Action.DESTROY,
            root.verbose);
  }

  private void tell(Pipeline pipeline, Synthesised made, ExpectedBill bill) {
    if (root.json) {
      print(Json.document(document(pipeline, made, bill)));
      return;
    }
    print(
        "%s, stage %s: %s in %s"
            .formatted(
                pipeline.id(),
                pipeline.stage(),
                Figures.count(made.resources(), "resource"),
                pipeline.aws().region().orElse("")));
    if (root.verbose) {
      made.counts().forEach((type, count) -> print("  %4d %s".formatted(count, type)));
    }
    print("template " + Shown.path(made.template()));
    bill.lines().forEach(this::print);
  }

  private static Map<String, Object> document(
      Pipeline pipeline, Synthesised made, ExpectedBill bill) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("pipeline", pipeline.id());
    document.put("stage", pipeline.stage());
    document.put("region", pipeline.aws().region().orElse(""));
    document.put("template", made.template().toString());
    document.put("resources", made.resources());
    document.put("types", made.counts());
    document.put("expected", bill.total());
    bill.change().ifPresent(change -> document.put("change", change));
    bill.before().ifPresent(before -> document.put("since", before.since()));
    return document;
  }

  private boolean confirmed(Deployment deployment) {
    String region = deployment.region().orElse("this region");
    shell().err().print("%s %s in %s? [y/N] ".formatted(action.word(), deployment.name(), region));
    shell().err().flush();
    // Reading blocks and heeds no interrupt, so somebody else does it.
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread reader = new Thread(() -> answer.complete(line()), "answer");
    reader.setDaemon(true);
    reader.start();
    try {
      return answer.get().strip().equalsIgnoreCase("y");
    } catch (InterruptedException | ExecutionException interrupted) {
      shell().err().println();
      throw CommandException.cannot("interrupted", interrupted);
    }
  }

  private static String line() {
    try {
      return Optional.ofNullable(
              new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine())
          .orElse("");
    } catch (IOException unreadable) {
      return "";
    }
  }
}
