package dev.tidemill.cli.rehearse;

import dev.tidemill.cli.json.FindingJson;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.QueryResult;
import dev.tidemill.model.Finding;
import dev.tidemill.runtime.rehearse.ExpectationReport;
import dev.tidemill.runtime.rehearse.FunctionReport;
import dev.tidemill.runtime.rehearse.JobReport;
import dev.tidemill.runtime.rehearse.RehearsalReport;
import dev.tidemill.runtime.rehearse.ScheduleReport;
import dev.tidemill.runtime.rehearse.TableReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The document of {@code rehearse --json}. */
public final class RehearsalJson {

  private RehearsalJson() {}

  /** What happened. */
  public static Map<String, Object> document(RehearsalReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pipeline", report.pipeline());
    json.put("stage", report.stage());
    json.put("at", report.at());
    json.put("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
    json.put("seconds", report.took().toMillis() / 1000.0);
    json.put("residentMB", report.residentMegabytes());
    json.put("problems", FindingJson.list(report.problems()));
    json.put(
        "stores",
        report.stores().stream().map(s -> of("store", s.store(), "items", s.items())).toList());
    json.put(
        "streams",
        report.streams().stream()
            .map(s -> of("stream", s.stream(), "messages", s.messages()))
            .toList());
    json.put("functions", report.functions().stream().map(RehearsalJson::function).toList());
    json.put("schedules", report.schedules().stream().map(RehearsalJson::schedule).toList());
    json.put("jobs", report.jobs().stream().map(RehearsalJson::job).toList());
    json.put("tables", report.tables().stream().map(RehearsalJson::table).toList());
    json.put("expectations", report.expectations().stream().map(RehearsalJson::asked).toList());
    json.put("kept", report.kept());
    return json;
  }

  /** A definition with errors: nothing was started. */
  public static Map<String, Object> refused(String stage, List<Finding> findings) {
    return of("stage", stage, "verdict", "refused", "problems", FindingJson.list(findings));
  }

  private static Map<String, Object> function(FunctionReport function) {
    return of(
        "function", function.function(),
        "sent", function.sent(),
        "ok", function.ok(),
        "refused", function.refused(),
        "failed", function.failed(),
        "p50Milliseconds", function.p50().map(RehearsalJson::milliseconds),
        "p95Milliseconds", function.p95().map(RehearsalJson::milliseconds),
        "coldStarts", function.coldStarts(),
        "firings", function.firings().stream().map(RehearsalJson::schedule).toList(),
        "problems", FindingJson.list(function.problems()));
  }

  private static Map<String, Object> schedule(ScheduleReport schedule) {
    return of(
        "schedule", schedule.schedule(),
        "target",
            schedule.target().kind().name().toLowerCase(Locale.ROOT) + " " + schedule.target().id(),
        "due", schedule.due(),
        "timezone", schedule.timezone().getId(),
        "ok", schedule.ok());
  }

  private static Map<String, Object> job(JobReport job) {
    return of(
        "job", job.job(),
        "batches", job.batches(),
        "seconds", job.took().toMillis() / 1000.0,
        "nodes", job.nodes().stream().map(node -> node(job, node)).toList(),
        "notices", job.notices(),
        "problems", FindingJson.list(job.problems()));
  }

  private static Map<String, Object> node(JobReport job, NodeCounts node) {
    return of(
        "node", node.node(),
        "in", node.in(),
        "out", node.out(),
        "dropped", node.dropped(),
        "nulled", node.nulled(),
        "dead", node.dead(),
        "table", job.tables().get(node.node()));
  }

  private static Map<String, Object> table(TableReport table) {
    QueryResult first = table.first();
    return of(
        "table", table.table(),
        "rows", table.rows(),
        "columns", first.columns(),
        "types", first.types(),
        "first", first.rows().stream().map(row -> row(first.columns(), row)).toList());
  }

  /** A row of a query, by the names of its columns. */
  public static Map<String, Object> row(List<String> columns, List<Object> values) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), values.get(i));
    }
    return row;
  }

  private static Map<String, Object> asked(ExpectationReport asked) {
    return of(
        "sentence", asked.sentence(),
        "sql", asked.sql(),
        "ok", asked.ok(),
        "observed", asked.ok() ? null : asked.observed());
  }

  private static double milliseconds(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }

  private static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return json;
  }
}
