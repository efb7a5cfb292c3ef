package dev.tidemill.runtime.up;

import dev.tidemill.runtime.history.Entry;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Told what happens to a pipeline that is up. Calls come from several threads, one at a time. */
public interface UpListener {

  /**
   * A part is up.
   *
   * @param part {@code broker}, {@code Spark}, {@code stores}, {@code state}
   * @param address where it can be reached; empty if nowhere
   */
  void started(String part, String address, Duration took);

  /** Parts are still starting. */
  void waiting(List<String> parts, Duration since);

  /** Everything is up: functions answer, jobs run. */
  void ready(URI address, Duration took);

  /** Something happened: what goes to the history too. */
  void happened(Entry entry);
}
