package dev.tidemill.engine.plan;

import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.concurrent.Await;
import scala.concurrent.duration.FiniteDuration;

/** Counts taken by Spark while rows pass a place of the plan, in the pass that writes them. */
final class Observed {

  private static final FiniteDuration PATIENCE = FiniteDuration.apply(10, TimeUnit.SECONDS);

  private final Observation observation;

  private Observed(Observation observation) {
    this.observation = observation;
  }

  /** Begins to count; the name is of one plan alone. */
  static Observed of(String node) {
    return new Observed(new Observation(node + "-" + UUID.randomUUID()));
  }

  /** The rows, counted by the columns given. */
  Dataset<Row> over(Dataset<Row> rows, Column first, Column... others) {
    return rows.observe(observation, first, others);
  }

  /** A column that counts all rows. */
  static Column all() {
    return functions.count(functions.lit(1));
  }

  /** The count of a column; empty where the optimizer took the place out of the plan. */
  Count count(int column) {
    return () -> {
      Row counts = await();
      return counts.length() == 0 ? OptionalLong.empty() : OptionalLong.of(counts.getLong(column));
    };
  }

  private Row await() {
    try {
      return Await.result(observation.future(), PATIENCE);
    } catch (TimeoutException e) {
      return org.apache.spark.sql.RowFactory.create();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return org.apache.spark.sql.RowFactory.create();
    }
  }
}
