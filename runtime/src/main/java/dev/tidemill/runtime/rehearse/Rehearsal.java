package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import java.util.List;
import java.util.function.Consumer;

/** Runs a pipeline once on its samples, in a fresh folder. */
public final class Rehearsal {

  private final RehearsalOptions options;

  /**
   * A rehearsal of a checked definition.
   *
   * @param warnings of the check, to be part of the report
   * @param listener told what happens; must be quick
   */
  public Rehearsal(
      Pipeline pipeline,
      List<Finding> warnings,
      RehearsalOptions options,
      Consumer<RehearsalEvent> listener) {
    this.options = options;
  }

  /**
   * Runs it. Whatever it started has ended when this returns or throws.
   *
   * @throws RehearsalException if this machine or a needed service cannot
   * @throws InterruptedException if the thread was interrupted; the folder is removed then
   */
  public RehearsalReport run() throws InterruptedException {
    if (options != null) {
      throw new RehearsalException("not built yet");
    }
    return null;
  }
}
