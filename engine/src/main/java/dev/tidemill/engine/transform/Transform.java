package dev.tidemill.engine.transform;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a node means on Spark. Implemented by a record that is a {@code Kind}. */
public interface Transform {

  /** The rows that the node gives. Plans only, executes nothing. */
  Dataset<Row> apply(Inputs inputs);

  /** What can be known of the node's counts without counting. */
  default Rows rows() {
    return Rows.OTHERS;
  }

  /** How the rows given stand to the rows taken. */
  enum Rows {
    /** One for one: what goes in is what comes out. */
    SAME,
    /** Some of them; the others are dropped. */
    SOME,
    /** Other rows. */
    OTHERS
  }
}
