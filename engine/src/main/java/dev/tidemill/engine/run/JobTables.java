package dev.tidemill.engine.run;

import dev.tidemill.engine.commit.TableCreator;
import dev.tidemill.engine.commit.TargetTable;
import dev.tidemill.engine.plan.CountedPlan;
import dev.tidemill.model.Names;
import dev.tidemill.model.Node;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tables that a job writes: those of its target nodes, then the dead letters of its streams.
 */
final class JobTables {

  private final JobContext context;
  private final List<SourceStream> streams;
  private final TableCreator creator;

  JobTables(JobContext context, List<SourceStream> streams) {
    this.context = context;
    this.streams = streams;
    this.creator = new TableCreator(context.catalog());
  }

  /** Creates what does not exist, so that an empty result is an empty table. */
  void create(CountedPlan plan) {
    creator.createDatabase(context.database());
    for (Node node : context.job().nodes(Node.Role.TARGET)) {
      Table table = context.pipeline().tables().get(tableOf(node));
      creator.create(
          name(table.id()).identifier(),
          plan.schema(node.id()),
          table.partitionBy(),
          table.sortBy(),
          table.properties());
    }
    for (SourceStream source : streams) {
      creator.create(
          deadLetters(source.stream()).identifier(),
          BadMessages.COLUMNS,
          List.of(),
          List.of(),
          Map.of());
    }
  }

  /** The targets of the job, in the order in which they take a range. */
  List<Target> targets(BadMessages messages) {
    List<Target> targets = new ArrayList<>();
    for (Node node : context.job().nodes(Node.Role.TARGET)) {
      TableName table = name(tableOf(node));
      targets.add(
          new TableTarget(
              node.id(), table, commits(table, false), context.writer(), context.steps()));
    }
    for (SourceStream source : streams) {
      TableName table = deadLetters(source.stream());
      targets.add(
          new DeadLetterTarget(
              source.stream(),
              table,
              commits(table, true),
              context.writer(),
              messages,
              context.clock(),
              context.steps()));
    }
    return List.copyOf(targets);
  }

  private TargetTable commits(TableName table, boolean shared) {
    return new TargetTable(context.catalog(), table.identifier(), context.writer(), shared);
  }

  private TableName name(String table) {
    return new TableName(context.database(), table);
  }

  private TableName deadLetters(Stream stream) {
    return name(Names.deadLetters(stream.id()));
  }

  private static String tableOf(Node target) {
    return (String) target.fields().get("table");
  }
}
