package dev.tidemill.cli.up;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.runtime.history.BatchEntry;
import dev.tidemill.runtime.history.Entry;
import dev.tidemill.runtime.history.FireEntry;
import dev.tidemill.runtime.history.InvocationEntry;
import dev.tidemill.runtime.history.JobRunEntry;
import dev.tidemill.runtime.history.MaintenanceEntry;
import dev.tidemill.runtime.history.NoticeEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The lines of {@code up --json}: {@code {time, event, thing, …}}. */
final class EventJson {

  private EventJson() {}

  static Map<String, Object> of(Entry entry) {
    if (entry instanceof InvocationEntry call) {
      return call(call);
    } else if (entry instanceof FireEntry fire) {
      return fire(fire);
    } else if (entry instanceof JobRunEntry run) {
      return run(run);
    } else if (entry instanceof BatchEntry batch) {
      return batch(batch);
    } else if (entry instanceof MaintenanceEntry maintenance) {
      return maintenance(maintenance);
    }
    NoticeEntry notice = (NoticeEntry) entry;
    return of(
        notice.at(), "notice", notice.thing(), "text", notice.text(), "warning", notice.warning());
  }

  /** Any line: further names and values after the first three. */
  static Map<String, Object> of(Instant time, String event, String thing, Object... more) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", time);
    json.put("event", event);
    json.put("thing", thing);
    for (int i = 0; i < more.length; i += 2) {
      json.put((String) more[i], more[i + 1]);
    }
    return json;
  }

  private static Map<String, Object> call(InvocationEntry call) {
    return of(
        call.at(),
        "invocation",
        call.function(),
        "requestId",
        call.requestId(),
        "origin",
        call.origin(),
        "attempt",
        call.attempt(),
        "milliseconds",
        milliseconds(call.took()),
        "coldStartMilliseconds",
        call.coldStart().map(EventJson::milliseconds),
        "errorType",
        call.errorType(),
        "errorMessage",
        call.errorMessage());
  }

  private static Map<String, Object> fire(FireEntry fire) {
    return of(
        fire.at(),
        "fire",
        fire.schedule(),
        "scheduledTime",
        fire.scheduledTime(),
        "executionId",
        fire.executionId(),
        "attempt",
        fire.attempt(),
        "outcome",
        fire.outcome().name().toLowerCase(Locale.ROOT),
        "detail",
        Optional.of(fire.detail()).filter(text -> !text.isEmpty()));
  }

  private static Map<String, Object> run(JobRunEntry run) {
    return of(
        run.at(),
        "run",
        run.job(),
        "runId",
        run.runId(),
        "state",
        run.state().name(),
        "trigger",
        run.trigger(),
        "attempt",
        run.attempt(),
        "endedAt",
        run.endedAt(),
        "batches",
        run.batches(),
        "rowsIn",
        run.rowsIn(),
        "rowsOut",
        run.rowsOut(),
        "error",
        run.error());
  }

  private static Map<String, Object> batch(BatchEntry entry) {
    BatchReport batch = entry.report();
    return of(
        entry.at(),
        "batch",
        batch.job(),
        "runId",
        entry.runId(),
        "batch",
        batch.batch(),
        "start",
        batch.start(),
        "end",
        batch.end(),
        "milliseconds",
        milliseconds(batch.took()),
        "expired",
        batch.expired(),
        "nodes",
        batch.nodes().stream().map(EventJson::node).toList(),
        "notices",
        batch.notices());
  }

  private static Map<String, Object> node(NodeCounts node) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("node", node.node());
    json.put("in", node.in());
    json.put("out", node.out());
    json.put("dropped", node.dropped());
    json.put("nulled", node.nulled());
    json.put("dead", node.dead());
    return json;
  }

  private static Map<String, Object> maintenance(MaintenanceEntry entry) {
    MaintenanceReport report = entry.report();
    return of(
        entry.at(),
        "maintenance",
        report.table(),
        "filesBefore",
        report.filesBefore(),
        "filesAfter",
        report.filesAfter(),
        "snapshotsExpired",
        report.snapshotsExpired(),
        "orphansRemoved",
        report.orphansRemoved(),
        "milliseconds",
        milliseconds(report.took()),
        "notices",
        report.notices());
  }

  static double milliseconds(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }
}
