package dev.tidemill.runtime.job;

import dev.tidemill.engine.EngineException;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.process.WorldException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sees whether files have come for one job. Belongs to one thread. */
final class ArrivalWatch {

  private String seen = "";
  private String problem = "";

  /**
   * Looks again; the first time, all that lies there has arrived.
   *
   * @param listing what lies there: {@link JobEngine#arrivals}
   * @param arrived called if that has changed
   * @param failed takes why it could not be done, once for each reason
   */
  void look(Supplier<String> listing, Runnable arrived, Consumer<String> failed) {
    try {
      String now = listing.get();
      if (!now.isEmpty() && !now.equals(seen)) {
        arrived.run();
      }
      seen = now;
      problem = "";
    } catch (EngineException | WorldException | JobRefused failure) {
      String reason = OneLine.of(failure);
      if (!reason.equals(problem)) {
        failed.accept(reason);
      }
      problem = reason;
    }
  }
}
