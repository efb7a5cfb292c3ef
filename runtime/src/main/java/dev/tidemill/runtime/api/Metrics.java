package dev.tidemill.runtime.api;

import dev.tidemill.engine.BatchReport;
import dev.tidemill.engine.NodeCounts;
import dev.tidemill.runtime.history.BatchEntry;
import dev.tidemill.runtime.history.Entry;
import dev.tidemill.runtime.history.FireEntry;
import dev.tidemill.runtime.history.InvocationEntry;
import dev.tidemill.runtime.history.JobRunEntry;
import dev.tidemill.runtime.history.MaintenanceEntry;
import dev.tidemill.runtime.history.NoticeEntry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What Prometheus reads: counters and timers of what happens, gauges of how it is. Listens to the
 * history; every name begins with {@code tidemill_}, but for those of the JVM and the process.
 */
public final class Metrics implements Consumer<Entry>, Supplier<String>, AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Supplier<Status> status;
  private final List<Consumer<Status>> gauges;

  /**
   * Counts from now on.
   *
   * @param status asked at each scrape
   */
  public Metrics(Supplier<Status> status) {
    this.status = status;
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    gauges =
        List.of(
            gauge("tidemill.part.up", Status::parts, Metrics::part),
            gauge("tidemill.function.running", Status::functions, Metrics::running),
            gauge("tidemill.job.lag.messages", Status::jobs, Metrics::lagMessages),
            gauge("tidemill.job.lag.seconds", Status::jobs, Metrics::lagSeconds),
            gauge("tidemill.dead.letters", Status::deadLetters, Metrics::deadLetters));
  }

  /** The text for Prometheus. */
  @Override
  public String get() {
    Status now = status.get();
    gauges.forEach(gauge -> gauge.accept(now));
    return registry.scrape();
  }

  @Override
  public void accept(Entry entry) {
    if (entry instanceof InvocationEntry call) {
      invoked(call);
    } else if (entry instanceof BatchEntry batch) {
      committed(batch.report());
    } else if (entry instanceof FireEntry fire) {
      String outcome = fire.outcome().name().toLowerCase(Locale.ROOT);
      count("tidemill.schedule.fires", 1, "schedule", fire.schedule(), "outcome", outcome);
    } else if (entry instanceof JobRunEntry run && run.state().isFinal()) {
      count("tidemill.job.runs", 1, "job", run.job(), "state", run.state().name());
    } else if (entry instanceof MaintenanceEntry maintenance) {
      count("tidemill.table.maintenance", 1, "table", maintenance.report().table());
    } else if (entry instanceof NoticeEntry notice && notice.warning()) {
      count("tidemill.warnings", 1);
    }
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  private void invoked(InvocationEntry call) {
    String outcome = call.errorType().isPresent() ? "error" : "ok";
    count("tidemill.function.invocations", 1, "function", call.function(), "outcome", outcome);
    registry.timer("tidemill.function.duration", "function", call.function()).record(call.took());
    call.coldStart()
        .ifPresent(
            took ->
                registry
                    .timer("tidemill.function.cold.start", "function", call.function())
                    .record(took));
  }

  private void committed(BatchReport batch) {
    count("tidemill.job.batches", 1, "job", batch.job());
    registry.timer("tidemill.job.batch.duration", "job", batch.job()).record(batch.took());
    count("tidemill.job.expired", (double) batch.expired(), "job", batch.job());
    for (NodeCounts node : batch.nodes()) {
      rows(batch, node, "in", node.in());
      rows(batch, node, "out", node.out());
      rows(batch, node, "dropped", node.dropped());
      rows(batch, node, "nulled", node.nulled());
      rows(batch, node, "dead", node.dead());
    }
  }

  private void rows(BatchReport batch, NodeCounts node, String what, OptionalLong rows) {
    if (rows.isPresent()) {
      double many = (double) rows.getAsLong();
      count("tidemill.job.rows", many, "job", batch.job(), "node", node.node(), "rows", what);
    }
  }

  private void count(String name, double many, String... tags) {
    registry.counter(name, tags).increment(many);
  }

  private <T> Consumer<Status> gauge(
      String name, Function<Status, List<T>> things, Function<T, Stream<Row<?>>> rows) {
    MultiGauge gauge = MultiGauge.builder(name).register(registry);
    return now -> gauge.register(things.apply(now).stream().flatMap(rows).toList(), true);
  }

  private static Stream<Row<?>> part(Status.Part part) {
    return row(part.state() == Status.PartState.UP ? 1 : 0, "part", part.name());
  }

  private static Stream<Row<?>> running(Status.Function function) {
    return row(function.running(), "function", function.function());
  }

  private static Stream<Row<?>> lagMessages(Status.Job job) {
    return job.lagMessages().stream().boxed().flatMap(lag -> row((double) lag, "job", job.job()));
  }

  private static Stream<Row<?>> lagSeconds(Status.Job job) {
    return job.lag().stream().flatMap(lag -> row(lag.toMillis() / 1e3, "job", job.job()));
  }

  private static Stream<Row<?>> deadLetters(Status.DeadLetters letters) {
    return row((double) letters.count(), "kind", letters.kind().word(), "name", letters.name());
  }

  private static Stream<Row<?>> row(double value, String... tags) {
    return Stream.of(Row.of(Tags.of(tags), value));
  }
}
