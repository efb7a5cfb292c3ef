package dev.tidemill.runtime.api;

import java.util.Optional;

/**
 * How a job is started by hand where its table is no longer as it left it ({@code rolled-back},
 * {@code new-writer}). At most one is given; with none of them the run goes on from its bookmark.
 *
 * @param adopt the old name of the job, whose bookmark is taken over
 * @param redo begin again where the table now stands
 * @param goOn begin where the job had come, leaving out what the table has lost
 */
public record JobStart(Optional<String> adopt, boolean redo, boolean goOn) {

  /** From the bookmark. */
  public static final JobStart PLAIN = new JobStart(Optional.empty(), false, false);
}
