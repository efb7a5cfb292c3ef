package dev.tidemill.engine.run;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.WayOut;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.CommitSteps;
import dev.tidemill.engine.commit.TableCreator;
import dev.tidemill.engine.commit.TargetTable;
import dev.tidemill.engine.commit.Writer;
import dev.tidemill.engine.plan.CountedPlan;
import dev.tidemill.model.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.spark.CommitMetadata;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/** A node that appends to a table. */
final class TableTarget implements Target {

  private final String node;
  private final Table definition;
  private final TableName table;
  private final TableCreator creator;
  private final TargetTable commits;
  private final Writer writer;
  private final Steps steps;
  private final Consumer<String> notices;

  TableTarget(
      String node,
      Table definition,
      TableName table,
      TableCreator creator,
      TargetTable commits,
      Writer writer,
      Steps steps,
      Consumer<String> notices) {
    this.node = node;
    this.definition = definition;
    this.table = table;
    this.creator = creator;
    this.commits = commits;
    this.writer = writer;
    this.steps = steps;
    this.notices = notices;
  }

  @Override
  public String name() {
    return "table " + table.table();
  }

  @Override
  public void create(CountedPlan plan) {
    creator.createDatabase(table.database());
    List<String> added =
        creator.create(
            table.identifier(),
            plan.schema(node),
            definition.partitionBy(),
            definition.sortBy(),
            definition.properties());
    if (!added.isEmpty()) {
      notices.accept(
          "[columns-added] %s: new columns %s, null in the rows that were there"
              .formatted(name(), String.join(", ", added)));
    }
  }

  @Override
  public Optional<Bookmark> bookmark() {
    return commits.bookmark();
  }

  @Override
  public void move(Optional<Bookmark> from, Bookmark to) {
    commits.move(from, to);
  }

  @Override
  public void take(Batch batch) {
    Dataset<Row> rows = batch.plan().target(node);
    steps.reached("planned");
    append(rows, table, writer.summary(batch.from(), batch.to()), steps);
    batch.plan().written(node);
  }

  @Override
  public Optional<String> resolve(WayOut wayOut) {
    return commits.resolve(wayOut);
  }

  /**
   * Appends in one commit that passes the fence. Works on the calling thread, as Iceberg's way of
   * passing the summary does.
   */
  static void append(Dataset<Row> rows, TableName table, Map<String, String> summary, Steps steps) {
    CommitSteps.during(
        steps,
        () ->
            CommitMetadata.withCommitProperties(
                summary, () -> append(rows, table), RuntimeException.class));
  }

  private static Void append(Dataset<Row> rows, TableName table) {
    try {
      rows.writeTo(table.sql()).append();
      return null;
    } catch (NoSuchTableException dropped) {
      throw new EngineException("no-table", "table " + table.table() + " was dropped", dropped);
    }
  }
}
