package dev.tidemill.cli.up;

import dev.tidemill.cli.Shell;
import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.text.Progress;
import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Width;
import dev.tidemill.cli.up.Event.Weight;
import dev.tidemill.runtime.api.Status;
import dev.tidemill.runtime.history.Entry;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A terminal: the parts as they come up, then the live view with the last events below it, redrawn
 * in place. It never takes more lines than the terminal has, since those could not be redrawn.
 */
public final class LiveScreen implements UpScreen {

  private static final int LABEL = 9;
  private static final int GAP = 2;
  private static final int MOST_EVENTS = 100;
  private static final int LEAST_EVENTS = 3;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss ", Locale.ROOT);

  private final Shell shell;
  private final Style style;
  private final ZoneId zone;
  private final String pipeline;
  private final String stage;
  private final Weight least;
  private final Progress progress;
  private final LiveView view;
  private final Region region;
  private final Deque<Event> events = new ArrayDeque<>();
  private boolean ready;

  /**
   * Prints nothing yet.
   *
   * @param zone of the times
   * @param verbose whether what happens all the time is shown too
   */
  public LiveScreen(
      Shell shell, Style style, ZoneId zone, String pipeline, String stage, boolean verbose) {
    this.shell = shell;
    this.style = style;
    this.zone = zone;
    this.pipeline = pipeline;
    this.stage = stage;
    this.least = verbose ? Weight.ROUTINE : Weight.NEWS;
    this.progress = shell.progress(true);
    this.view = new LiveView(style, width(), zone);
    this.region = new Region(shell.out());
  }

  @Override
  public synchronized void started(String part, String address, Duration took) {
    String time = Figures.seconds(took);
    String line = Width.left(part, LABEL - 1) + " " + address;
    int room = width() - Width.of(time) - GAP;
    print(Width.left(Width.cut(line, room), room + GAP) + time);
  }

  @Override
  public synchronized void waiting(List<String> parts, Duration since) {
    progress.show("starting " + String.join(", ", parts) + ", " + Figures.seconds(since));
  }

  @Override
  public synchronized void notStarted() {
    progress.clear();
  }

  @Override
  public synchronized void ready(URI address, Duration took) {
    String head = "%s ready in %s, stage %s, %s    Ctrl-C drains";
    print(style.head(head.formatted(pipeline, Figures.seconds(took), stage, address)));
    ready = true;
  }

  @Override
  public synchronized void happened(Entry entry) {
    Event event = Events.of(entry);
    if (!event.atLeast(least)) {
      return;
    }
    if (!ready) {
      print(line(event));
      return;
    }
    events.addLast(event);
    if (events.size() > MOST_EVENTS) {
      events.removeFirst();
    }
  }

  @Override
  public synchronized void tick(Supplier<Status> status) {
    List<String> lines = new ArrayList<>(view.lines(status.get(), shell.clock().instant()));
    int room = shell.terminal().rows() - 1;
    int most = Math.max(1, room - LEAST_EVENTS);
    if (lines.size() > most) {
      int left = lines.size() - most + 1;
      lines.subList(most - 1, lines.size()).clear();
      lines.add("… and " + Figures.count(left, "line") + " more: tidemill status");
    }
    List<Event> last = new ArrayList<>(events);
    int shown = Math.min(last.size(), room - lines.size());
    last.subList(last.size() - shown, last.size()).forEach(event -> lines.add(line(event)));
    region.show(lines);
  }

  @Override
  public synchronized void draining() {
    region.leave();
    ready = false;
    print("draining: calls end, batches commit; Ctrl-C again stops at once");
  }

  @Override
  public synchronized void stopped(Duration took) {
    print("stopped in " + Figures.seconds(took));
  }

  /** The time, what happened, and at the right edge the command that tells more. */
  private String line(Event event) {
    String time = TIME.format(event.at().atZone(zone));
    int hint = event.hint().isEmpty() ? 0 : Width.of(event.hint()) + GAP;
    int room = width() - time.length() - hint;
    String text = Width.cut(event.text(), room);
    String left = time + (event.weight() == Weight.TROUBLE ? style.warn(text) : text);
    return hint == 0
        ? left
        : left + " ".repeat(room - Width.of(text) + GAP) + style.faint(event.hint());
  }

  private void print(String line) {
    progress.clear();
    shell.out().println(line);
    shell.out().flush();
  }

  /** The last column stays free: some terminals wrap after it. */
  private int width() {
    return shell.terminal().columns() - 1;
  }
}
