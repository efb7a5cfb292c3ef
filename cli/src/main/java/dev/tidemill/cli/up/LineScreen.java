package dev.tidemill.cli.up;

import dev.tidemill.cli.text.Figures;
import dev.tidemill.cli.up.Event.Weight;
import dev.tidemill.runtime.api.Status;
import dev.tidemill.runtime.history.Entry;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** A line an event, with an ISO time: for pipes and for terminals that cannot redraw. */
public final class LineScreen implements UpScreen {

  private final PrintStream out;
  private final InstantSource clock;
  private final String name;
  private final Weight least;
  private boolean nextSaid;

  /**
   * Prints nothing yet.
   *
   * @param name {@code approvals, stage local}
   * @param quiet whether only what deserves a look is printed
   * @param verbose whether every call is
   */
  public LineScreen(
      PrintStream out, InstantSource clock, String name, boolean quiet, boolean verbose) {
    this.out = out;
    this.clock = clock;
    this.name = name;
    this.least = quiet ? Weight.TROUBLE : verbose ? Weight.DETAIL : Weight.ROUTINE;
  }

  @Override
  public void started(String part, String address, Duration took) {
    say(Weight.ROUTINE, (part + " " + address).strip() + " in " + Figures.seconds(took));
  }

  @Override
  public void waiting(List<String> parts, Duration since) {
    say(
        Weight.DETAIL,
        "waiting for " + String.join(", ", parts) + " since " + Figures.seconds(since));
  }

  @Override
  public void ready(URI address, Duration took) {
    say(Weight.TROUBLE, "%s, ready in %s, %s".formatted(name, Figures.seconds(took), address));
  }

  @Override
  public void happened(Entry entry) {
    Event event = Events.of(entry);
    if (event.atLeast(least)) {
      String hint = event.hint().isEmpty() ? "" : "  " + event.hint();
      print(event.at().truncatedTo(ChronoUnit.MILLIS) + " " + event.text() + hint);
    }
  }

  @Override
  public void tick(Supplier<Status> status) {
    if (!nextSaid) {
      nextSaid = true;
      for (Status.Next next : status.get().next()) {
        say(Weight.ROUTINE, "schedule " + next.schedule() + " fires next at " + next.at());
      }
    }
  }

  @Override
  public void draining() {
    say(Weight.TROUBLE, "draining: calls end, batches commit; a second signal stops at once");
  }

  @Override
  public void stopped(Duration took) {
    say(Weight.TROUBLE, "stopped in " + Figures.seconds(took));
  }

  private void say(Weight weight, String text) {
    if (weight.compareTo(least) >= 0) {
      print(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + text);
    }
  }

  private void print(String line) {
    out.println(line);
    out.flush();
  }
}
