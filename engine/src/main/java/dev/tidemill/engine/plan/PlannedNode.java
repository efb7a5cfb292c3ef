package dev.tidemill.engine.plan;

import dev.tidemill.engine.NodeCounts;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A node that Spark can plan.
 *
 * @param rows that it gives; of a target those that it takes
 * @param out how many they are
 * @param schema of a target's table; else null
 */
record PlannedNode(Dataset<Row> rows, Count out, Supplier<NodeCounts> counts, StructType schema) {

  PlannedNode giving(UnaryOperator<Dataset<Row>> change) {
    return new PlannedNode(change.apply(rows), out, counts, schema);
  }
}
