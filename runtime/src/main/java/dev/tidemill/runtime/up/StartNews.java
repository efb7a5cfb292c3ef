package dev.tidemill.runtime.up;

import dev.tidemill.runtime.process.Starter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells how the servers start; each with its address once all are up. */
final class StartNews implements Starter.Listener {

  private final UpListener listener;
  private final List<Started> started = new ArrayList<>();

  private record Started(String part, Duration took) {}

  StartNews(UpListener listener) {
    this.listener = listener;
  }

  @Override
  public synchronized void started(String part, Duration took) {
    started.add(new Started(part, took));
  }

  @Override
  public void waiting(List<String> parts, Duration since) {
    listener.waiting(parts, since);
  }

  synchronized void tellAddresses(Servers servers) {
    started.forEach(
        part -> listener.started(part.part(), servers.address(part.part()), part.took()));
  }
}
