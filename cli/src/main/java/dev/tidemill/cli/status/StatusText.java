package dev.tidemill.cli.status;

import dev.tidemill.cli.text.Rows;
import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Width;
import dev.tidemill.cli.up.LiveView;
import dev.tidemill.runtime.api.Status;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The answer of {@code status}: where each part is, then the live view, then what was said last.
 *
 * @param width lines are cut to it
 */
public record StatusText(Style style, int width, ZoneId zone) {

  private static final String BROKER = "broker";

  /** The lines. */
  public List<String> lines(Status status, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(
        style.head(
            "%s, stage %s, up since %s, process %d, %s"
                .formatted(
                    status.pipeline(),
                    status.stage(),
                    status.since().truncatedTo(ChronoUnit.SECONDS),
                    status.pid(),
                    status.address())));
    status.parts().stream()
        .filter(part -> part.name().equals(BROKER))
        .forEach(broker -> lines.add("bootstrap servers  " + broker.address()));
    lines.addAll(headed(parts(status)));
    lines.addAll(new LiveView(style, width, zone).lines(status, now));
    status.functions().forEach(function -> lines.addAll(about(function)));
    status.jobs().forEach(job -> job.error().ifPresent(e -> lines.add(job.job() + "  " + e)));
    status.notices().forEach(notice -> lines.add(notice(notice)));
    return lines;
  }

  private List<String> headed(Rows rows) {
    List<String> lines = new ArrayList<>(rows.lines(width));
    lines.set(0, style.head(lines.get(0)));
    return lines;
  }

  private static Rows parts(Status status) {
    List<List<String>> rows = new ArrayList<>();
    for (Status.Part part : status.parts()) {
      rows.add(
          List.of(
              part.name(),
              part.state().name().toLowerCase(Locale.ROOT),
              part.address(),
              pid(part.pid()),
              shown(part.log())));
    }
    return new Rows(
        List.of("part", "state", "address", "pid", "log"),
        rows,
        List.of(false, false, false, true, false));
  }

  private static String pid(OptionalLong pid) {
    return pid.isPresent() ? Long.toString(pid.getAsLong()) : "";
  }

  private List<String> about(Status.Function function) {
    List<String> lines = new ArrayList<>();
    function.url().ifPresent(url -> lines.add(function.function() + "  " + url));
    function
        .lastError()
        .ifPresent(error -> lines.add(cut(function.function() + "  last error: " + error)));
    return lines;
  }

  private String notice(Status.Notice notice) {
    String text =
        notice.at().truncatedTo(ChronoUnit.SECONDS) + " " + notice.thing() + ": " + notice.text();
    return notice.warning() ? style.warn(cut(text)) : cut(text);
  }

  private String cut(String text) {
    return Width.cut(Width.plain(text), width);
  }

  private static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return (path.startsWith(here) ? here.relativize(path) : path).toString();
  }
}
