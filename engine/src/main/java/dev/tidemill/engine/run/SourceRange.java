package dev.tidemill.engine.run;

import dev.tidemill.engine.commit.SourcePosition;
import dev.tidemill.model.Node;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a batch reads of one source. */
interface SourceRange {

  /** Where it ends. */
  SourcePosition end();

  /** Whether there is anything to commit since a position. */
  boolean isNewSince(SourcePosition last);

  /** How much of it was gone before it was read: messages or files. */
  long expired();

  /** What was off with the source, a line each. */
  List<String> notices();

  /**
   * The rows for a node on this source, as {@link dev.tidemill.engine.plan.SourceRows} has them.
   */
  Dataset<Row> rows(Node node);
}
