package dev.tidemill.runtime;

import java.nio.file.Path;

/**
 * Where the data of one pipeline in one stage lies on this machine. Only names: nothing is created.
 *
 * @param root {@code .tidemill/STAGE} or {@code .tidemill/rehearsal} beside the file, absolute
 */
public record DataFolder(Path root) {

  /** The name of the folder beside the definition. */
  public static final String NAME = ".tidemill";

  /** The name in it of the kept rehearsal. */
  public static final String REHEARSAL = "rehearsal";

  /** The data of the tables. */
  public Path lake() {
    return root.resolve("lake");
  }

  /** What the broker keeps. */
  public Path topics() {
    return root.resolve("topics");
  }

  /** The databases of the catalog, schedules and runs. */
  public Path state() {
    return root.resolve("state");
  }

  /** The JDBC URL of the catalog's database. */
  public String catalogUri() {
    return "jdbc:h2:file:" + state().resolve("catalog");
  }

  /** Whether a catalog has been made here. */
  public Path catalogFile() {
    return state().resolve("catalog.mv.db");
  }

  /** Temporary files of Spark. */
  public Path work() {
    return root.resolve("work");
  }

  /** All logs. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** What the main process logs. */
  public Path mainLog() {
    return logs().resolve("tidemill.log");
  }

  /** What a function wrote, and what became of each invocation. */
  public Path functionLog(String function) {
    return logs().resolve("functions").resolve(function + ".log");
  }

  /** What happened in the runs of a job. */
  public Path jobLog(String job) {
    return logs().resolve("jobs").resolve(job + ".log");
  }
}
