package dev.tidemill.cli.up;

import dev.tidemill.runtime.api.Status;
import dev.tidemill.runtime.up.UpListener;
import java.time.Duration;
import java.util.function.Supplier;

/** Where {@code up} tells what happens: a terminal, lines, or JSON. */
public interface UpScreen extends UpListener {

  /** It does not start, and others say why: takes away what was shown for the moment. */
  default void notStarted() {}

  /** The moment has come to show how it is; called every second once all is ready. */
  void tick(Supplier<Status> status);

  /** The first Ctrl-C came: what is at work may end. */
  void draining();

  /** All has ended. */
  void stopped(Duration took);
}
