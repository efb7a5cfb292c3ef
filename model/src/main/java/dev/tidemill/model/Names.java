package dev.tidemill.model;

import java.util.Locale;

/** The names that the things of a pipeline have in a stage, the same here and on AWS. */
public record Names(String pipeline, String stage) {

  /** {@code PIPELINE-STAGE-id}: functions, stores, schedules, jobs. */
  public String physical(String id) {
    return pipeline + "-" + stage + "-" + id;
  }

  /** The database of the pipeline's own tables. */
  public String database() {
    return under(pipeline) + "_" + stage;
  }

  /** The name of an id in a catalog: lower case, {@code _} for {@code -}. */
  public static String under(String id) {
    return id.toLowerCase(Locale.ROOT).replace('-', '_');
  }

  /** The table that holds the dead letters of a stream. */
  public static String deadLetters(String stream) {
    return under(stream) + "_dead_letters";
  }

  /** The name of an id in the environment: {@code PutUser} is {@code PUT_USER}. */
  public static String environment(String id) {
    return id.replace('-', '_').replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
