package dev.tidemill.runtime.measure;

import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.LogLines;
import dev.tidemill.runtime.measure.Measurement.Batches;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a job's log about batches and runs. */
final class BatchReports {

  private static final Pattern BATCH =
      Pattern.compile("\\S+ (?:BATCH|CAUGHT UP with batch) .* took ([0-9]+) ms");
  private static final Pattern RUN = Pattern.compile("\\S+ RUN \\S+ SUCCEEDED");

  private long batches;
  private long millis;
  private long runs;

  private BatchReports() {}

  static Optional<Batches> of(DataFolder data, String job, Optional<Instant> since)
      throws IOException {
    BatchReports reports = new BatchReports();
    new LogLines(data.jobLog(job), since, reports::take).read();
    return reports.batches == 0
        ? Optional.empty()
        : Optional.of(
            new Batches(
                reports.batches, Duration.ofMillis(reports.millis), Math.max(1, reports.runs)));
  }

  private boolean take(String line) {
    Matcher batch = BATCH.matcher(line);
    if (batch.matches()) {
      batches++;
      millis += Long.parseLong(batch.group(1));
    } else if (RUN.matcher(line).matches()) {
      runs++;
    }
    return true;
  }
}
