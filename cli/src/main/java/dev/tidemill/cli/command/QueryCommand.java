package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Logs;
import dev.tidemill.cli.Status;
import dev.tidemill.cli.json.Json;
import dev.tidemill.cli.query.Csv;
import dev.tidemill.cli.query.ResultRows;
import dev.tidemill.cli.rehearse.RehearsalJson;
import dev.tidemill.cli.text.Progress;
import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.EngineSettings;
import dev.tidemill.engine.QueryResult;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.ApiClient;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the tables. */
@Command(name = "query")
final class QueryCommand extends BaseCommand {

  @Parameters(paramLabel = "SQL")
  String sql;

  @Option(names = "--csv")
  boolean csv;

  @Option(names = "--rehearsal")
  boolean rehearsal;

  @Override
  public Integer call() {
    if (csv && root.json) {
      throw CommandException.wrong("--csv and --json: choose one");
    }
    Definition definition = Definition.of(root, null);
    Optional<ApiClient> up = rehearsal ? Optional.empty() : askedAt(definition);
    if (up.isPresent()) {
      print(up.get().query(sql, 0));
      return Status.FINE;
    }
    Pipeline pipeline = definition.orRefuse(root);
    KeptData data = KeptData.find(root, definition, rehearsal);
    if (!Files.exists(data.folder().catalogFile())) {
      throw CommandException.wrong(data.name() + " has no tables");
    }
    note(data.sentence());
    print(ask(pipeline, data.folder()));
    return Status.FINE;
  }

  private QueryResult ask(Pipeline pipeline, DataFolder folder) {
    Logs.to(folder.mainLog(), root.verbose);
    Progress progress = shell().progress(!root.quiet);
    progress.show("starting Spark");
    EngineSettings settings =
        new EngineSettings(folder.lake(), folder.catalogUri(), folder.work(), Map.of());
    try (Engine engine = start(settings)) {
      progress.show("asking");
      return engine.query(pipeline, sql, 0);
    } catch (EngineException e) {
      throw CommandException.wrong(line(e));
    } finally {
      progress.clear();
    }
  }

  private static Engine start(EngineSettings settings) {
    try {
      return Engine.start(settings);
    } catch (EngineException e) {
      throw CommandException.cannot(line(e), e);
    }
  }

  private static String line(EngineException failure) {
    return failure.code().map(code -> "[" + code + "] ").orElse("") + failure.getMessage();
  }

  private void print(QueryResult result) {
    if (csv) {
      print(
          Stream.concat(
              Stream.of(Csv.line(result.columns())), result.rows().stream().map(Csv::line)));
    } else if (root.json) {
      int last = result.rows().size() - 1;
      Stream<String> rows =
          IntStream.rangeClosed(0, last)
              .mapToObj(
                  i ->
                      Json.line(RehearsalJson.row(result.columns(), result.rows().get(i)))
                          + (i < last ? "," : ""));
      print(Stream.concat(Stream.concat(Stream.of("["), rows), Stream.of("]")));
    } else {
      printTable(ResultRows.of(result));
    }
  }

  /** Stops early where nobody reads any more, as in {@code | head}. */
  private void print(Stream<String> lines) {
    PrintStream out = shell().out();
    lines.takeWhile(line -> !out.checkError()).forEach(out::println);
  }
}
