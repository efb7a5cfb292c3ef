package dev.tidemill.cli.up;

import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Width;
import dev.tidemill.cli.up.Event.Weight;
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
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Says in a line what an entry of the history means. */
final class Events {

  /** Of a class; Lambda's own names, such as {@code Sandbox.Timedout}, are none. */
  private static final Pattern PACKAGE = Pattern.compile("^([a-z]\\w*\\.)+");

  private Events() {}

  static Event of(Entry entry) {
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
    return event(
        notice.at(),
        notice.thing() + ": " + notice.text(),
        "",
        notice.warning() ? Weight.TROUBLE : Weight.NEWS);
  }

  private static Event call(InvocationEntry call) {
    if (call.errorType().isEmpty()) {
      String text = call.function() + " ok in " + Figures.milliseconds(call.took());
      return event(call.at().plus(call.took()), text + origin(call), "", Weight.DETAIL);
    }
    String message = call.errorMessage().filter(m -> !m.isBlank()).map(m -> ", " + m).orElse("");
    String type = PACKAGE.matcher(call.errorType().get()).replaceFirst("");
    String text = call.function() + " failed: " + type + message + origin(call);
    String hint = "tidemill logs " + call.function();
    return event(call.at().plus(call.took()), text, hint, Weight.TROUBLE);
  }

  private static String origin(InvocationEntry call) {
    String attempt = call.attempt() > 1 ? ", attempt " + call.attempt() : "";
    return call.origin().equals("direct") ? attempt : " (" + call.origin() + attempt + ")";
  }

  private static Event fire(FireEntry fire) {
    String which = fire.schedule() + " of " + fire.scheduledTime();
    String why = fire.detail().isEmpty() ? "" : ": " + fire.detail();
    String again = "tidemill redrive schedule " + fire.schedule();
    String attempts = Figures.count(fire.attempt(), "attempt");
    return switch (fire.outcome()) {
      case DELIVERED -> event(fire.at(), which + " fired", "", Weight.ROUTINE);
      case RETRYING ->
          event(fire.at(), which + " is tried again after " + attempts + why, "", Weight.TROUBLE);
      case DEAD ->
          event(
              fire.at(),
              which + " is a dead letter after " + attempts + why,
              again,
              Weight.TROUBLE);
      case DROPPED ->
          event(fire.at(), which + " dropped after " + attempts + why, "", Weight.TROUBLE);
      case SKIPPED -> event(fire.at(), which + " skipped" + why, "", Weight.NEWS);
    };
  }

  private static Event run(JobRunEntry run) {
    String state = run.state().name().toLowerCase(Locale.ROOT);
    String attempt = run.attempt() > 1 ? ", attempt " + run.attempt() : "";
    String why = run.error().map(error -> ": " + error).orElse("");
    String text = run.job() + " " + state + " (" + run.trigger() + attempt + ")" + why;
    Instant at = run.endedAt().orElse(run.at());
    return switch (run.state()) {
      case FAILED, TIMEOUT, ERROR, EXPIRED ->
          event(at, text, "tidemill logs " + run.job(), Weight.TROUBLE);
      case STOPPED, SUCCEEDED -> event(at, text, "", Weight.NEWS);
      case RUNNING -> event(at, text, "", Weight.ROUTINE);
      case WAITING, STARTING, STOPPING -> event(at, text, "", Weight.DETAIL);
    };
  }

  private static Event batch(BatchEntry entry) {
    BatchReport batch = entry.report();
    long in = batch.nodes().stream().findFirst().map(n -> n.in().orElse(0)).orElse(0L);
    String text =
        "%s batch %d: %s in %s"
            .formatted(
                batch.job(),
                batch.batch(),
                Figures.count(in, "row"),
                Figures.seconds(batch.took()));
    long dead = sum(batch, NodeCounts::dead);
    long nulled = sum(batch, NodeCounts::nulled);
    String losses =
        (dead > 0 ? ", " + Figures.count(dead, "dead letter") : "")
            + (nulled > 0 ? ", " + Figures.count(nulled, "value") + " nulled" : "")
            + (batch.expired() > 0 ? ", " + Figures.count(batch.expired()) + " expired" : "")
            + (batch.notices().isEmpty() ? "" : "; " + String.join("; ", batch.notices()));
    boolean lost = dead > 0 || batch.expired() > 0 || !batch.notices().isEmpty();
    Weight weight = in > 0 ? Weight.ROUTINE : Weight.DETAIL;
    return event(
        entry.at().plus(batch.took()),
        text + losses,
        lost ? "tidemill logs " + batch.job() : "",
        lost ? Weight.TROUBLE : weight);
  }

  private static long sum(BatchReport batch, Function<NodeCounts, OptionalLong> count) {
    return batch.nodes().stream().mapToLong(node -> count.apply(node).orElse(0)).sum();
  }

  private static Event maintenance(MaintenanceEntry entry) {
    MaintenanceReport report = entry.report();
    String text =
        "table %s: %d files are %d, %s expired, %s removed, in %s"
            .formatted(
                report.table(),
                report.filesBefore(),
                report.filesAfter(),
                Figures.count(report.snapshotsExpired(), "snapshot"),
                Figures.count(report.orphansRemoved(), "orphan"),
                Figures.seconds(report.took()));
    return report.notices().isEmpty()
        ? event(entry.at(), text, "", Weight.ROUTINE)
        : event(entry.at(), text + "; " + String.join("; ", report.notices()), "", Weight.TROUBLE);
  }

  private static Event event(Instant at, String text, String hint, Weight weight) {
    return new Event(at, Width.plain(text), hint, weight);
  }
}
