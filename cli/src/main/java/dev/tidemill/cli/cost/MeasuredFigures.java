package dev.tidemill.cli.cost;

import dev.tidemill.aws.bill.Measured;
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

/** What a bill can use of a measurement. */
public final class MeasuredFigures {

  private MeasuredFigures() {}

  /** Of the samples of a rehearsal: sizes and times, no rates. Empty if nothing happened there. */
  public static Optional<Measured> ofRehearsal(DataFolder data, Pipeline pipeline, String source)
      throws IOException {
    return figures(Measurement.of(data, pipeline, Optional.empty()), Optional.empty(), source);
  }

  /** Of a pipeline that is up: rates too. Empty if nothing happened yet. */
  public static Optional<Measured> ofUp(
      DataFolder data, Pipeline pipeline, Instant since, Instant now, String source)
      throws IOException {
    Duration over = Duration.between(since, now);
    return figures(Measurement.of(data, pipeline, Optional.of(since)), Optional.of(over), source);
  }

  private static Optional<Measured> figures(
      Measurement seen, Optional<Duration> over, String source) {
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Measured.Calls> functions = new LinkedHashMap<>();
    seen.functions()
        .forEach(
            (id, calls) ->
                functions.put(
                    id,
                    new Measured.Calls(
                        calls.calls(), calls.mean(), calls.memoryMb(), rate(calls.calls(), over))));
    Map<String, Measured.Messages> streams = new LinkedHashMap<>();
    seen.streams()
        .forEach(
            (id, all) ->
                streams.put(
                    id,
                    new Measured.Messages(
                        all.messages(), all.bytes(), rate(all.messages(), over))));
    return Optional.of(new Measured(source, functions, streams));
  }

  private static OptionalDouble rate(long count, Optional<Duration> over) {
    return over.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(count * 1000.0 / Math.max(1, over.get().toMillis()));
  }
}
