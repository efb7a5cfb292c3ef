package dev.tidemill.runtime.up;

import dev.tidemill.runtime.history.Entry;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Tells a listener one thing at a time, whichever thread it comes from. */
final class OneAtATime implements UpListener {

  private final UpListener listener;

  OneAtATime(UpListener listener) {
    this.listener = listener;
  }

  @Override
  public synchronized void started(String part, String address, Duration took) {
    listener.started(part, address, took);
  }

  @Override
  public synchronized void waiting(List<String> parts, Duration since) {
    listener.waiting(parts, since);
  }

  @Override
  public synchronized void ready(URI address, Duration took) {
    listener.ready(address, took);
  }

  @Override
  public synchronized void happened(Entry entry) {
    listener.happened(entry);
  }
}
