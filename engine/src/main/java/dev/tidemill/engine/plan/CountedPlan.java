package dev.tidemill.engine.plan;

import dev.tidemill.engine.NodeCounts;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A job's graph as Spark plans over one range. Serves one batch: counts are taken once. */
public interface CountedPlan extends AutoCloseable {

  /** The rows for a target, with the columns of {@link #schema} in that order. */
  Dataset<Row> target(String node);

  /**
   * The columns that the table of a target is to be created with: those it declares, else those of
   * the plan, which then are all nullable.
   */
  StructType schema(String node);

  /** The rows of a target were written by one action over them. */
  void written(String node);

  /**
   * The rows of a target were fetched one by one, to the last.
   *
   * @param rows the data set that they were fetched of
   */
  void fetched(String node, Dataset<Row> rows);

  /**
   * What the nodes counted in the first action over each, in the order of the file. Those that no
   * target read so far are unknown, and counts that Spark did not deliver within some seconds are
   * empty.
   */
  List<NodeCounts> counts();

  /** Lets go of what the targets shared. */
  @Override
  void close();
}
