package dev.tidemill.engine.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.MaintenanceReport;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.run.BatchSize;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The history of a run: one JSON object a line, each with {@code event}. Those that hold metrics
 * say so as CloudWatch's embedded metric format has it, which makes metrics of them wherever the
 * lines reach CloudWatch Logs, and is passed over elsewhere:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * <p>Thread-safe.
 */
final class RunLog {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAMESPACE = "Tidemill";

  private final Pipeline pipeline;
  private final PrintStream out;
  private final Clock clock;

  RunLog(Pipeline pipeline, PrintStream out, Clock clock) {
    this.pipeline = pipeline;
    this.out = out;
    this.clock = clock;
  }

  /** The run begins. */
  void began(Collection<String> jobs, String definition) {
    ObjectNode line = line("began");
    jobs.forEach(line.putArray("jobs")::add);
    write(line.put("definition", definition));
  }

  /** A batch that every target has taken. */
  void batch(Job job, BatchReport report) {
    ObjectNode line = line("batch").put("job", job.id()).put("batch", report.batch());
    line.put("start", report.start().toString()).put("end", report.end().toString());
    line.put("catchUp", report.catchUp());
    metric(line, "job", "rowsIn", BatchSize.in(job, report));
    metric(line, "job", "rowsOut", BatchSize.out(job, report));
    metric(line, "job", "dropped", sum(report, NodeCounts::dropped));
    metric(line, "job", "nulled", sum(report, NodeCounts::nulled));
    metric(line, "job", "dead", sum(report, NodeCounts::dead));
    metric(line, "job", "expired", report.expired());
    metric(line, "job", "batchTime", report.took().toMillis());
    nodes(line.putArray("nodes"), report.nodes());
    report.notices().forEach(line.putArray("notices")::add);
    write(line);
    deadLetters(job, report);
  }

  /** A metric of the stream, too: whoever reads it finds the same ones. */
  private void deadLetters(Job job, BatchReport report) {
    for (NodeCounts counts : report.nodes()) {
      Node node = job.nodes().get(counts.node());
      long dead = counts.dead().orElse(0);
      if (dead > 0 && node != null && node.fields().get("stream") instanceof String stream) {
        write(metric(line("deadLetters").put("stream", stream), "stream", "deadLetters", dead));
      }
    }
  }

  /** A batch failed and is tried again. */
  void retry(String job, String reason) {
    ObjectNode line = line("retry").put("job", job).put("reason", reason);
    write(metric(line, "job", "retries", 1));
  }

  /** Windows passed without a batch. */
  void skipped(String job, long windows) {
    write(line("skipped").put("job", job).put("windows", windows));
  }

  /** A job is left out from here on. */
  void failed(String job, String reason) {
    ObjectNode line = line("failed").put("job", job).put("reason", reason);
    write(metric(line, "job", "failures", 1));
  }

  /** A job has done what it should. */
  void ended(String job) {
    write(line("ended").put("job", job));
  }

  /** A table was maintained. */
  void maintained(MaintenanceReport report) {
    ObjectNode line = line("maintained").put("table", report.table());
    line.put("filesBefore", report.filesBefore()).put("filesAfter", report.filesAfter());
    line.put("snapshotsExpired", report.snapshotsExpired());
    line.put("orphansRemoved", report.orphansRemoved()).put("took", report.took().toMillis());
    report.notices().forEach(line.putArray("notices")::add);
    write(line);
  }

  /** Anything else that a person should know. */
  void notice(String text) {
    write(line("notice").put("text", text));
  }

  private ObjectNode line(String event) {
    return JSON.createObjectNode()
        .put("at", clock.instant().toString())
        .put("event", event)
        .put("pipeline", pipeline.id())
        .put("stage", pipeline.stage());
  }

  /** Adds a value, and that it is a metric of this job or stream. */
  private ObjectNode metric(ObjectNode line, String of, String name, long value) {
    ObjectNode aws = line.withObject("/_aws");
    if (aws.isEmpty()) {
      aws.put("Timestamp", clock.millis());
      ObjectNode metrics = aws.putArray("CloudWatchMetrics").addObject();
      metrics.put("Namespace", NAMESPACE);
      List.of("pipeline", "stage", of).forEach(metrics.putArray("Dimensions").addArray()::add);
      metrics.putArray("Metrics");
    }
    ((ArrayNode) aws.at("/CloudWatchMetrics/0/Metrics"))
        .addObject()
        .put("Name", name)
        .put("Unit", name.equals("batchTime") ? "Milliseconds" : "Count");
    return line.put(name, value);
  }

  private static void nodes(ArrayNode nodes, List<NodeCounts> all) {
    for (NodeCounts counts : all) {
      ObjectNode node = nodes.addObject().put("node", counts.node());
      put(node, "in", counts.in());
      put(node, "out", counts.out());
      put(node, "dropped", counts.dropped());
      put(node, "nulled", counts.nulled());
      put(node, "dead", counts.dead());
    }
  }

  private static void put(ObjectNode node, String name, OptionalLong count) {
    count.ifPresent(value -> node.put(name, value));
  }

  private static long sum(BatchReport report, Function<NodeCounts, OptionalLong> count) {
    return report.nodes().stream().mapToLong(node -> count.apply(node).orElse(0)).sum();
  }

  private synchronized void write(ObjectNode line) {
    try {
      out.println(JSON.writeValueAsString(line));
      out.flush();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
