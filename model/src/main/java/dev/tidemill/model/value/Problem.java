package dev.tidemill.model.value;

import java.util.Optional;

/**
 * What is wrong with a text.
 *
 * @param code stable, kebab-case
 * @param message one line: what is wrong, with the offending value
 * @param hint one line: what to write instead; may be empty
 * @param offset where the wrong part of the text begins, in chars
 * @param length of the wrong part, in chars
 * @param replacement the text to put in place of the wrong part, where it is known for certain
 */
public record Problem(
    String code,
    String message,
    String hint,
    int offset,
    int length,
    Optional<String> replacement) {

  /** A problem with the whole of a text. */
  static Problem of(String text, String code, String message, String hint) {
    return new Problem(code, message, hint, 0, text.length(), Optional.empty());
  }

  /** The same problem, of a part of the text only. */
  public Problem at(int newOffset, int newLength) {
    return new Problem(code, message, hint, newOffset, newLength, replacement);
  }

  /** The same problem with the text that mends it. */
  public Problem replacedBy(String text) {
    return new Problem(code, message, hint, offset, length, Optional.of(text));
  }
}
