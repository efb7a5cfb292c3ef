package dev.tidemill.runtime.measure;

import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.LogLines;
import dev.tidemill.runtime.function.FunctionLogs;
import dev.tidemill.runtime.measure.Measurement.Calls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines {@code REPORT} of a function's log. */
final class CallReports {

  private static final Pattern REPORT =
      Pattern.compile(
          "REPORT RequestId: \\S+\\tDuration: [0-9.]+ ms\\tBilled Duration: ([0-9]+) ms"
              + "\\tMemory Size: [0-9]+ MB(?:\\tMax Memory Used: ([0-9]+) MB)?.*");

  private long calls;
  private long millis;
  private long mostMb = -1;

  private CallReports() {}

  static Optional<Calls> of(DataFolder data, String function, Optional<Instant> since)
      throws IOException {
    CallReports reports = new CallReports();
    for (Path file : FunctionLogs.of(data, function)) {
      new LogLines(file, since, reports::take).read();
    }
    return reports.calls == 0
        ? Optional.empty()
        : Optional.of(
            new Calls(
                reports.calls,
                Duration.ofNanos(reports.millis * 1_000_000 / reports.calls),
                reports.mostMb < 0 ? OptionalLong.empty() : OptionalLong.of(reports.mostMb)));
  }

  private boolean take(String line) {
    int begin = line.indexOf("REPORT RequestId: ");
    if (begin >= 0) {
      Matcher report = REPORT.matcher(line.substring(begin));
      if (report.matches()) {
        calls++;
        millis += Long.parseLong(report.group(1));
        mostMb =
            report.group(2) == null ? mostMb : Math.max(mostMb, Long.parseLong(report.group(2)));
      }
    }
    return true;
  }
}
