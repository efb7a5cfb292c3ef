package dev.tidemill.engine.files;

/**
 * A file that was written, out of the sight of readers.
 *
 * @param staged its name below the folder of its attempt
 * @param folder where it belongs below the target, as {@code country=DE}; empty text: right there
 * @param extension with the dot: {@code .csv.gz}
 */
record StagedFile(String staged, String folder, String extension) {

  /** Its final name. */
  String published(String job, long number, int part) {
    String name = "%s-%012d-%05d%s".formatted(job, number, part, extension);
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
