package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Status;
import dev.tidemill.cli.json.FindingJson;
import dev.tidemill.cli.json.Json;
import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Progress;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.CodeCheck;
import dev.tidemill.model.check.Explanations;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.model.value.Suggest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds every mistake in a definition. */
@Command(name = "check")
final class CheckCommand extends BaseCommand {

  @Parameters(arity = "0..1", paramLabel = "DIR")
  Path folder;

  @Option(names = "--no-plan")
  boolean noPlan;

  @Option(names = "--resolved")
  boolean resolved;

  @Option(names = "--strict")
  boolean strict;

  @Option(names = "--explain", paramLabel = "CODE")
  String explain;

  @Override
  public Integer call() {
    if (explain != null) {
      print("[" + explain + "] " + explanation());
      return Status.FINE;
    }
    Definition definition = Definition.of(root, folder);
    List<Finding> findings = findings(definition);
    boolean wrong = findings.stream().anyMatch(finding -> strict || finding.isError());
    if (!wrong) {
      definition.checked().pipeline().ifPresent(pipeline -> IdsFile.write(definition, pipeline));
    }
    if (root.json) {
      print(Json.document(FindingJson.document(definition.file(), root.stage(), findings)));
    } else if (resolved && !wrong) {
      shell().out().print(definition.checked().resolved().orElse(""));
    } else {
      FindingsText.lines(findings).forEach(this::print);
      definition.checked().pipeline().filter(pipeline -> !wrong).ifPresent(this::fine);
    }
    return wrong ? Status.WRONG : Status.FINE;
  }

  private String explanation() {
    return Explanations.of(explain)
        .orElseThrow(
            () ->
                CommandException.wrong(
                    "no code '"
                        + explain
                        + "': "
                        + Suggest.nearest(explain, Explanations.all().keySet())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("findings have theirs in [ ]")));
  }

  private List<Finding> findings(Definition definition) {
    List<Finding> findings = new ArrayList<>(definition.checked().findings());
    Optional<Pipeline> pipeline = definition.checked().pipeline();
    pipeline.map(CodeCheck::check).ifPresent(findings::addAll);
    if (!noPlan && pipeline.isPresent()) {
      Progress progress = shell().progress(!root.quiet);
      findings.addAll(PlanCheck.of(pipeline.get(), root.verbose, progress));
    }
    return findings;
  }

  private void fine(Pipeline pipeline) {
    print(
        "%s, stage %s: %s, %s, %s, %s: fine"
            .formatted(
                pipeline.id(),
                pipeline.stage(),
                Figures.count(pipeline.functions().size(), "function"),
                Figures.count(pipeline.streams().size(), "stream"),
                Figures.count(pipeline.tables().size(), "table"),
                Figures.count(pipeline.jobs().size(), "job")));
  }
}
