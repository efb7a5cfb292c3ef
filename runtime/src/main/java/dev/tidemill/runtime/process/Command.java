package dev.tidemill.runtime.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a child runs, under something that ends it with its parent. */
public sealed interface Command permits JavaCommand, NativeCommand {

  /** The words that the system is given. */
  List<String> line(Installation installation);

  /**
   * Where it runs.
   *
   * @param work the child's own folder
   */
  Path directory(Path work);

  /** How long it may take to end in order; zero ends it at once. */
  Duration grace();
}
