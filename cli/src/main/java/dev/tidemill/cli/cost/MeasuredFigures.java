package dev.tidemill.cli.cost;

import dev.tidemill.aws.bill.Measured;
import dev.tidemill.cli.text.Figures;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.measure.Measurement;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What a bill can use of a measurement. */
public final class MeasuredFigures {

  private static final Duration DAY = Duration.ofDays(1);

  private MeasuredFigures() {}

  /** Of the samples of a rehearsal: sizes and times, no rates. Empty if nothing happened there. */
  public static Optional<Measured> ofRehearsal(DataFolder data, Pipeline pipeline, String source)
      throws IOException {
    return figures(Measurement.of(data, pipeline, Optional.empty()), Optional.empty(), source);
  }

  /** Of a pipeline that is up: its last day, rates too. Empty if nothing happened yet. */
  public static Optional<Measured> ofUp(
      DataFolder data, Pipeline pipeline, Instant since, Instant now, String source)
      throws IOException {
    Instant from = since.isBefore(now.minus(DAY)) ? now.minus(DAY) : since;
    Measurement seen = Measurement.of(data, pipeline, Optional.of(from));
    Duration over = Duration.between(from, now);
    return figures(seen, Optional.of(over), source + " for " + Figures.seconds(over));
  }

  private static Optional<Measured> figures(
      Measurement seen, Optional<Duration> over, String source) {
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Measured(
            source,
            each(
                seen.functions(),
                of ->
                    new Measured.Calls(
                        of.calls(), of.mean(), of.memoryMb(), rate(of.calls(), over))),
            each(
                seen.streams(),
                of -> new Measured.Messages(of.messages(), of.bytes(), rate(of.messages(), over))),
            each(
                seen.tables(),
                of -> new Measured.Rows(of.rows(), of.bytes(), rate(of.bytes(), over))),
            each(
                seen.jobs(),
                of ->
                    new Measured.Batches(
                        of.batches(),
                        of.took().dividedBy(of.batches()),
                        of.took().dividedBy(of.runs())))));
  }

  private static <A, B> Map<String, B> each(Map<String, A> seen, Function<A, B> figure) {
    Map<String, B> figures = new LinkedHashMap<>();
    seen.forEach((id, of) -> figures.put(id, figure.apply(of)));
    return figures;
  }

  private static OptionalDouble rate(long count, Optional<Duration> over) {
    return over.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(count * 1000.0 / Math.max(1, over.get().toMillis()));
  }
}
