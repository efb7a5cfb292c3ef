package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.json.Json;
import dev.tidemill.cli.schedule.Fire;
import dev.tidemill.cli.schedule.ScheduleListing;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.schedule.ScheduleExpression;
import dev.tidemill.model.schedule.ScheduleExpressions;
import dev.tidemill.model.value.Instants;
import dev.tidemill.model.value.Parsed;
import dev.tidemill.runtime.api.ApiClient;
import dev.tidemill.runtime.api.ScheduleTimes;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists when schedules fire next. */
@Command(name = "schedules")
final class SchedulesCommand extends BaseCommand {

  private static final int NEXT = 5;
  private static final int MOST = 1000;
  private static final int SHOWN_OF_EACH = 2;

  @Parameters(arity = "0..1", paramLabel = "DIR")
  Path folder;

  @Option(names = "--from", paramLabel = "INSTANT")
  String from;

  @Option(names = "--next", paramLabel = "N")
  Integer next;

  @Option(names = "--expression", paramLabel = "E")
  String expression;

  @Option(names = "--timezone", paramLabel = "Z")
  String timezone;

  @Override
  public Integer call() {
    if (next != null && (next < 1 || next > MOST)) {
      throw CommandException.wrong("--next: " + next + " is not between 1 and " + MOST);
    }
    if (timezone != null && expression == null) {
      throw CommandException.wrong("--timezone belongs to --expression");
    }
    List<ScheduleListing> listings = expression == null ? ofDefinition() : List.of(lone());
    if (root.json) {
      print(Json.document(listings.stream().map(ScheduleListing::json).toList()));
      return 0;
    }
    boolean all = next != null || expression != null;
    for (ScheduleListing listing : listings) {
      listing.lines(all ? MOST : SHOWN_OF_EACH).forEach(this::print);
    }
    if (listings.isEmpty()) {
      note("no schedules in this definition");
    }
    return 0;
  }

  private ScheduleListing lone() {
    ScheduleExpression parsed = value(ScheduleExpressions.parse(expression));
    String zoneName = Optional.ofNullable(timezone).orElse("UTC");
    ZoneId zone = value(ScheduleExpressions.zone(zoneName));
    return new ScheduleListing("", parsed.text(), zoneName, "", fires(parsed, zone));
  }

  private List<ScheduleListing> ofDefinition() {
    Definition definition = Definition.of(root, folder);
    Optional<ApiClient> up = from == null ? askedAt(definition) : Optional.empty();
    if (up.isPresent()) {
      return up.get().schedules(next == null ? NEXT : next).stream()
          .map(SchedulesCommand::listing)
          .toList();
    }
    Pipeline pipeline = definition.orRefuse(root);
    return pipeline.schedules().values().stream().map(this::listing).toList();
  }

  /** As the running pipeline will fire it. */
  private static ScheduleListing listing(ScheduleTimes schedule) {
    ZoneId zone = ZoneId.of(schedule.timezone());
    return new ScheduleListing(
        schedule.schedule(),
        schedule.expression(),
        schedule.timezone(),
        schedule.target(),
        schedule.next().stream().map(at -> new Fire(at, zone, "")).toList());
  }

  private ScheduleListing listing(Schedule schedule) {
    String kind = schedule.target().kind().name().toLowerCase(Locale.ROOT);
    return new ScheduleListing(
        schedule.id(),
        schedule.expression().text(),
        schedule.timezone().getId(),
        kind + " " + schedule.target().id(),
        fires(schedule.expression(), schedule.timezone()));
  }

  private List<Fire> fires(ScheduleExpression schedule, ZoneId zone) {
    Instant start =
        from == null
            ? shell().clock().instant().truncatedTo(ChronoUnit.SECONDS)
            : value(Instants.parse("--from", from));
    return Fire.next(schedule, zone, start, next == null ? NEXT : next);
  }

  static <T> T value(Parsed<T> parsed) {
    return parsed
        .value()
        .orElseThrow(
            () -> {
              var problem = parsed.problem().orElseThrow();
              String hint = problem.hint().isEmpty() ? "" : "\n  " + problem.hint();
              return CommandException.wrong("[" + problem.code() + "] " + problem.message() + hint);
            });
  }
}
