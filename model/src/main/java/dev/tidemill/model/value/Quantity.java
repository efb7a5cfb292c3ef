package dev.tidemill.model.value;

import java.util.List;
import java.util.Optional;

/**
 * What is said of a quantity that could not be read.
 *
 * @param what it should be: {@code a duration}
 * @param bare the pattern of a number without its unit
 * @param units two that may have been meant: {@code s}, {@code m}
 * @param examples of good texts
 * @param note what else there is to know; may be empty
 */
record Quantity(String what, String bare, List<String> units, String examples, String note) {

  /**
   * The problem with a text.
   *
   * @param meant what the text was surely to be
   */
  Problem problem(String label, String text, Optional<String> meant) {
    if (text.matches(bare)) {
      return problem(
          text, label, "has no unit", text + units.get(0) + " or " + text + units.get(1));
    }
    Problem problem = problem(text, label, "is not " + what, meant.orElse(examples));
    return meant.map(problem::replacedBy).orElse(problem);
  }

  private Problem problem(String text, String label, String fault, String write) {
    return Problem.of(
        text, "bad-unit", label + ": '" + text + "' " + fault, "write " + write + note);
  }
}
