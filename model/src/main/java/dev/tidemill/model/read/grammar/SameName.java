package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlScalar;

/** Ids that AWS or the file system could not tell apart. */
final class SameName {

  private SameName() {}

  static void report(
      String word,
      YamlScalar key,
      String path,
      String otherWord,
      String other,
      Position place,
      Reading reading) {
    At at = At.of(path, key);
    reading
        .findings()
        .error("same-name", at, message(word, key.text(), otherWord, other, place), HINT);
  }

  static final String HINT = "case, '-' and '_' do not tell names apart: rename one of them";

  static String message(String word, String id, String otherWord, String other, Position place) {
    return word
        + " '"
        + id
        + "' is called like the "
        + otherWord
        + " '"
        + other
        + "' ("
        + place.line()
        + ":"
        + place.column()
        + ")";
  }
}
