package dev.tidemill.engine.plan;

import java.util.Map;
import java.util.Optional;
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

  private final Optional<Observation> observation;
  private Optional<Map<String, Row>> fetched = Optional.empty();

  /** Asked for once only: where there is none, that takes all the patience. */
  private Optional<Row> answer;

  private Observed(Optional<Observation> observation) {
    this.observation = observation;
  }

  /** Begins to count; the name is of one plan alone. */
  static Observed of(String node) {
    return new Observed(Optional.of(new Observation(node + "-" + UUID.randomUUID())));
  }

  /** Counts nothing: for plans that are never executed. */
  static Observed nothing() {
    return new Observed(Optional.empty());
  }

  /** The rows, counted by the columns given. */
  Dataset<Row> over(Dataset<Row> rows, Column first, Column... others) {
    return observation.map(counts -> rows.observe(counts, first, others)).orElse(rows);
  }

  /**
   * Takes what Spark counted while rows were fetched one by one. Its own answer comes before the
   * first of them then.
   */
  void fetched(Map<String, Row> counts) {
    fetched = Optional.of(counts);
  }

  /** A column that counts all rows. */
  static Column all() {
    return functions.count(functions.lit(1));
  }

  /** The count of a column; empty where the optimizer took the place out of the plan. */
  Count count(int column) {
    return () ->
        observation
            .flatMap(this::answer)
            .filter(counts -> counts.length() > 0)
            .map(counts -> OptionalLong.of(counts.getLong(column)))
            .orElse(OptionalLong.empty());
  }

  private Optional<Row> answer(Observation asked) {
    if (answer == null) {
      answer =
          fetched.isPresent() ? Optional.ofNullable(fetched.get().get(asked.name())) : await(asked);
    }
    return answer;
  }

  private static Optional<Row> await(Observation observation) {
    try {
      return Optional.of(Await.result(observation.future(), PATIENCE));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
