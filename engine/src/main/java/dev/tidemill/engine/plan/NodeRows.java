package dev.tidemill.engine.plan;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is done with the rows of nodes beside planning them. */
interface NodeRows {

  /** For plans that are never executed: nothing. */
  NodeRows UNTOUCHED =
      new NodeRows() {
        @Override
        public Observed observe(String node) {
          return Observed.nothing();
        }

        @Override
        public Dataset<Row> given(String node, Dataset<Row> rows) {
          return rows;
        }
      };

  /** Begins to count the rows of a node. */
  Observed observe(String node);

  /** The rows of a node as the nodes that read it get them: with the same columns. */
  Dataset<Row> given(String node, Dataset<Row> rows);
}
