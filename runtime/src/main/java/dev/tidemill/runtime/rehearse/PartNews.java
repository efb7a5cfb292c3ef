package dev.tidemill.runtime.rehearse;

import dev.tidemill.runtime.process.Starter;
import dev.tidemill.runtime.rehearse.RehearsalEvent.PartStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Tells how the parts of a rehearsal start. */
final class PartNews implements Starter.Listener {

  private final Narrator narrator;
  private final List<PartStarted> started = new ArrayList<>();
  private final long start = System.nanoTime();

  PartNews(Narrator narrator) {
    this.narrator = narrator;
  }

  @Override
  public void started(String part, Duration took) {
    PartStarted event = new PartStarted(part, took);
    synchronized (this) {
      started.add(event);
    }
    narrator.tell(event);
  }

  @Override
  public void waiting(List<String> parts, Duration since) {
    String names = String.join(", ", parts);
    narrator.progress(
        "starting " + names + ", " + since.toSeconds() + " s",
        since.toSeconds(),
        OptionalLong.empty());
  }

  synchronized void allStarted() {
    narrator.tell(new RehearsalEvent.Started(started, Duration.ofNanos(System.nanoTime() - start)));
  }
}
