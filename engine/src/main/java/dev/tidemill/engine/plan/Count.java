package dev.tidemill.engine.plan;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A number of rows that is known when the batch is written; empty: it was not counted. */
@FunctionalInterface
interface Count {

  /** Waits for Spark's answer, for some seconds at most. */
  OptionalLong value();

  /** The rows of several inputs. */
  static Count sum(List<Count> counts) {
    return () -> counts.stream().map(Count::value).reduce(OptionalLong.of(0), Count::plus);
  }

  private static OptionalLong plus(OptionalLong a, OptionalLong b) {
    return Stream.of(a, b).allMatch(OptionalLong::isPresent)
        ? OptionalLong.of(a.getAsLong() + b.getAsLong())
        : OptionalLong.empty();
  }

  /** How many rows of some are not in others. */
  static OptionalLong difference(OptionalLong all, OptionalLong some) {
    return all.isPresent() && some.isPresent()
        ? OptionalLong.of(all.getAsLong() - some.getAsLong())
        : OptionalLong.empty();
  }
}
