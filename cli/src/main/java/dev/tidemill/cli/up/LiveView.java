package dev.tidemill.cli.up;

import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Rows;
import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Width;
import dev.tidemill.runtime.api.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a pipeline does at this moment, in as few lines as possible.
 *
 * @param zone of the times of batches
 */
public record LiveView(Style style, int width, ZoneId zone) {

  private static final int GAP = 5;
  private static final int LABEL = 9;
  private static final int SHOWN_NEXT = 3;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter NEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  /** The lines, none wider than the width. */
  public List<String> lines(Status status, Instant now) {
    List<String> lines = new ArrayList<>(tables(status));
    List<Status.Next> next = status.next();
    for (int i = 0; i < Math.min(SHOWN_NEXT, next.size()); i++) {
      lines.add(cut(Width.left(i == 0 ? "next" : "", LABEL) + next(next.get(i), now)));
    }
    if (!status.deadLetters().isEmpty()) {
      lines.add(style.warn(cut(Width.left("dead", LABEL) + dead(status.deadLetters()))));
    }
    for (Status.Part part : status.parts()) {
      if (part.state() != Status.PartState.UP) {
        lines.add(style.bad(cut(notUp(part))));
      }
    }
    return lines;
  }

  /** Functions beside jobs where that fits, with the jobs' rows a second where that fits too. */
  private List<String> tables(Status status) {
    List<String> functions = functions(status).lines();
    List<String> jobs = jobs(status, true).lines();
    if (!fits(functions, jobs)) {
      jobs = jobs(status, false).lines();
    }
    if (status.functions().isEmpty() || status.jobs().isEmpty() || !fits(functions, jobs)) {
      List<String> stacked = new ArrayList<>();
      stacked.addAll(headed(status.functions(), functions(status).lines(width)));
      stacked.addAll(headed(status.jobs(), jobs(status, true).lines(width)));
      return stacked;
    }
    return headed(status.jobs(), beside(functions, jobs));
  }

  private boolean fits(List<String> left, List<String> right) {
    return widest(left) + GAP + widest(right) <= width;
  }

  private static List<String> beside(List<String> left, List<String> right) {
    int column = widest(left) + GAP;
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String first = i < left.size() ? left.get(i) : "";
      String second = i < right.size() ? right.get(i) : "";
      lines.add((Width.left(first, column) + second).stripTrailing());
    }
    return lines;
  }

  private List<String> headed(List<?> things, List<String> lines) {
    if (things.isEmpty()) {
      return List.of();
    }
    List<String> headed = new ArrayList<>(lines);
    headed.set(0, style.head(lines.get(0)));
    return headed;
  }

  private static int widest(List<String> lines) {
    return lines.stream().mapToInt(Width::of).max().orElse(0);
  }

  private static Rows functions(Status status) {
    return new Rows(
        List.of("function", "runs", "failed", "p95"),
        status.functions().stream()
            .map(
                function ->
                    List.of(
                        function.function(),
                        Figures.count(function.runs()),
                        Figures.count(function.failed()),
                        function.p95().map(Figures::milliseconds).orElse(Figures.NONE)))
            .toList(),
        List.of(false, true, true, true));
  }

  private Rows jobs(Status status, boolean rate) {
    List<String> header = new ArrayList<>(List.of("job", "last batch", "lag"));
    List<Boolean> right = new ArrayList<>(Collections.nCopies(header.size(), false));
    if (rate) {
      header.add(2, "rows/s");
      right.add(2, true);
    }
    return new Rows(header, status.jobs().stream().map(job -> job(job, rate)).toList(), right);
  }

  private List<String> job(Status.Job job, boolean rate) {
    List<String> cells = new ArrayList<>();
    cells.add(job.job());
    cells.add(
        job.state().equals("RUNNING")
            ? job.lastBatch().map(at -> TIME.format(at.atZone(zone))).orElse(Figures.NONE)
            : job.state().toLowerCase(Locale.ROOT));
    if (rate) {
      cells.add(String.format(Locale.ROOT, "%,.1f", job.rowsPerSecond()));
    }
    cells.add(lag(job));
    return cells;
  }

  /** {@code 3, 9 s}: messages, and the age of the oldest. */
  private static String lag(Status.Job job) {
    if (job.lagMessages().isEmpty()) {
      return Figures.NONE;
    }
    long messages = job.lagMessages().getAsLong();
    boolean aged = messages > 0 && job.lag().isPresent();
    return Figures.count(messages) + (aged ? ", " + age(job.lag().get()) : "");
  }

  private static String age(Duration age) {
    return age.compareTo(Duration.ofMinutes(1)) < 0 ? age.toSeconds() + " s" : span(age);
  }

  private static String next(Status.Next next, Instant now) {
    ZoneId zone = ZoneId.of(next.timezone());
    Duration until = Duration.between(now, next.at());
    String in = until.isNegative() ? "now" : "in " + span(until);
    return next.schedule() + " " + NEXT.format(next.at().atZone(zone)) + " " + zone + ", " + in;
  }

  /** {@code 41s}, {@code 12m}, {@code 16h 11m}, {@code 3d 4h}. */
  static String span(Duration span) {
    if (span.compareTo(Duration.ofMinutes(1)) < 0) {
      return span.toSeconds() + "s";
    }
    if (span.compareTo(Duration.ofHours(1)) < 0) {
      return span.toMinutes() + "m";
    }
    return span.compareTo(Duration.ofDays(2)) < 0
        ? span.toHours() + "h " + span.toMinutesPart() + "m"
        : span.toDays() + "d " + span.toHoursPart() + "h";
  }

  private static String dead(List<Status.DeadLetters> letters) {
    return letters.stream()
        .map(one -> one.kind().word() + " " + one.name() + " " + Figures.count(one.count()))
        .collect(Collectors.joining(", "));
  }

  private static String notUp(Status.Part part) {
    String state = part.state().name().toLowerCase(Locale.ROOT);
    String why = part.detail().isEmpty() ? "" : ": " + Width.plain(part.detail());
    return Width.left(part.name(), LABEL) + state + why;
  }

  private String cut(String line) {
    return Width.cut(line, width);
  }
}
