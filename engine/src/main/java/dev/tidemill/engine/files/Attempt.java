package dev.tidemill.engine.files;

import java.util.UUID;

/**
 * One try to write a range. Its files are below {@code _tidemill/JOB/staging/NAME}, all with names
 * that end in {@code .staged}: Spark and Athena pass folders over that begin with {@code _}, others
 * look into them for their own endings.
 *
 * @param name begins with the number of the manifest that it hopes for, so that it is known when it
 *     has no more chance
 */
record Attempt(String job, String name) {

  /** What all its files have; it is the first to go when they are published. */
  static final String LIST = "files.staged";

  static Attempt of(String job, long number) {
    return new Attempt(job, number + "-" + UUID.randomUUID());
  }

  String folder() {
    return folder(job) + "/" + name;
  }

  String list() {
    return folder() + "/" + LIST;
  }

  static String folder(String job) {
    return Manifests.FOLDER + "/" + job + "/staging";
  }

  /** The number that an attempt hopes for. */
  static long number(String name) {
    return Long.parseLong(name.substring(0, name.indexOf('-')));
  }
}
