package dev.tidemill.aws.bill;

import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the jobs write to tables in a month, and what is asked of it. */
final class TableUsage {

  private static final double COMPRESSION = 0.25;
  private static final double LEFT_BY_AGGREGATES = 0.01;
  private static final double COMPACTIONS = Month.HOURS;
  private static final double ASSUMED_QUERIES = 1000;
  private static final double LEAST_GIB_A_QUERY = 10.0 / 1024;

  private final Basis basis;
  private final RunUsage runs;
  private double gib;
  private double commits;
  private double rewrites;
  private int tables;
  private int measured;

  private TableUsage(Basis basis, RunUsage runs) {
    this.basis = basis;
    this.runs = runs;
  }

  static Usage.Tables of(Basis basis, RunUsage runs) {
    TableUsage usage = new TableUsage(basis, runs);
    basis.pipeline().jobs().values().forEach(usage::add);
    return usage.all();
  }

  private void add(Job job) {
    List<String> targets =
        job.nodes(Node.Role.TARGET).stream()
            .filter(node -> node.kind().equals("table"))
            .map(node -> String.valueOf(node.fields().get("table")))
            .toList();
    double events = basis.eventsRead(job);
    double windows = job.every().map(Month::times).orElseGet(() -> runs.times(job));
    commits += (events == 0 ? windows : Math.min(windows, events)) * targets.size();
    rewrites += job.every().isPresent() ? targets.size() * COMPACTIONS : 0;
    targets.forEach(table -> add(job, table));
  }

  private void add(Job job, String table) {
    tables++;
    OptionalDouble seen = measuredGib(job, table);
    if (seen.isPresent()) {
      measured++;
    }
    gib += seen.orElseGet(() -> assumedGib(job));
  }

  /** From the bytes that each event left; for files, of which none are counted, from the rate. */
  private OptionalDouble measuredGib(Job job, String table) {
    Optional<Measured.Rows> rows = basis.measured().map(all -> all.tables().get(table));
    if (rows.isEmpty()) {
      return OptionalDouble.empty();
    }
    long messages =
        Streams.of(job, Node.Role.SOURCE).stream()
            .map(stream -> basis.measured().orElseThrow().streams().get(stream))
            .mapToLong(seen -> seen == null ? 0 : seen.messages())
            .sum();
    if (messages > 0) {
      double left = (double) rows.get().bytes() / messages;
      return OptionalDouble.of(basis.eventsRead(job) * left / Month.GIB);
    }
    OptionalDouble rate = rows.get().bytesPerSecond();
    return rate.isPresent()
        ? OptionalDouble.of(
            basis.scenario().assumed(rate.getAsDouble()) * Month.SECONDS / Month.GIB)
        : OptionalDouble.empty();
  }

  private double assumedGib(Job job) {
    boolean aggregates =
        job.nodes(Node.Role.TRANSFORM).stream().anyMatch(node -> node.kind().equals("aggregate"));
    double left = COMPRESSION * (aggregates ? LEFT_BY_AGGREGATES : 1);
    return basis.bytesRead(job) * left / Month.GIB;
  }

  private Usage.Tables all() {
    double most = basis.pipeline().aws().athena().scanLimit().bytes() / Month.GIB;
    double aQuery = Math.max(LEAST_GIB_A_QUERY, Math.min(most, gib / Month.DAYS));
    return new Usage.Tables(
        gib,
        commits,
        rewrites,
        basis.scenario().assumed(ASSUMED_QUERIES),
        aQuery,
        size() + "; each month adds it");
  }

  private String size() {
    if (measured == 0) {
      return "a month's rows at a quarter of the events' size";
    }
    return measured == tables
        ? "a month's rows, as large as measured"
        : Words.of("a month's rows, %d of %d tables as measured", measured, tables);
  }
}
