package dev.tidemill.runtime.rehearse;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.QueryResult;
import dev.tidemill.model.Pipeline;

/** Looks at the first rows of tables. */
final class TablePreview {

  private final Engine engine;
  private final Pipeline pipeline;

  TablePreview(Engine engine, Pipeline pipeline) {
    this.engine = engine;
    this.pipeline = pipeline;
  }

  /** The first rows of a table. */
  TableReport of(String table) {
    return report(table, "SELECT * FROM " + quoted(table));
  }

  /** What could not be decoded of a stream, without the bytes themselves. */
  TableReport ofDeadLetters(String table) {
    return report(
        table,
        "SELECT `partition`, `offset`, reason, `column`, detail FROM "
            + quoted(table)
            + " ORDER BY topic, `partition`, `offset`");
  }

  /**
   * All rows are counted, a few are shown.
   *
   * @throws EngineException if the table cannot be read
   */
  private TableReport report(String table, String select) {
    QueryResult first = engine.query(pipeline, select, Math.max(1, pipeline.rehearsal().rows()));
    long rows = first.totalOrMinusOne();
    if (rows < 0) {
      QueryResult count = engine.query(pipeline, "SELECT count(*) FROM " + quoted(table), 1);
      rows = ((Number) count.rows().get(0).get(0)).longValue();
    }
    return new TableReport(table, rows, first);
  }

  private static String quoted(String table) {
    return "`" + table + "`";
  }
}
