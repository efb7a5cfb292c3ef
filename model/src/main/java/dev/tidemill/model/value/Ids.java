package dev.tidemill.model.value;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** The form of ids: section 1 of the definition's contract. */
public final class Ids {

  private static final String DEAD_LETTERS = "_dead_letters";

  private Ids() {}

  /**
   * What is wrong with an id, if anything: {@code bad-name}, {@code name-too-long} or {@code
   * reserved-name}.
   *
   * @param label what the id names, as the message begins: {@code table}
   */
  public static Optional<Problem> check(IdKind kind, String label, String id) {
    if (!kind.matches(id)) {
      return Optional.of(badName(kind, label, id));
    }
    if (id.codePointCount(0, id.length()) > kind.maximumLength()) {
      return Optional.of(tooLong(kind, label, id));
    }
    return reserved(kind, label, id);
  }

  /** Ids of a kind with equal folds are refused: lower case, without {@code -} and {@code _}. */
  public static String fold(String id) {
    return id.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  private static Problem tooLong(IdKind kind, String label, String id) {
    return Problem.of(
        id,
        "name-too-long",
        label + " '" + shortened(id) + "' has " + id.codePointCount(0, id.length()) + " characters",
        "at most " + kind.maximumLength() + ": names are never cut");
  }

  private static Optional<Problem> reserved(IdKind kind, String label, String id) {
    if (kind.reserved().contains(id)) {
      String why =
          kind == IdKind.STAGE
              ? "it is the file without an overlay: write another name"
              : "the word has a meaning of its own: write another name";
      return Optional.of(Problem.of(id, "reserved-name", label + " '" + id + "' is reserved", why));
    }
    if ((kind == IdKind.TABLE || kind == IdKind.DATABASE) && id.endsWith(DEAD_LETTERS)) {
      return Optional.of(
          Problem.of(
              id,
              "reserved-name",
              label + " '" + id + "' ends with '" + DEAD_LETTERS + "'",
              "such tables hold what could not be decoded: write another name"));
    }
    if (kind == IdKind.COLUMN && id.startsWith("__")) {
      return Optional.of(
          Problem.of(
              id,
              "reserved-name",
              label + " '" + id + "' begins with '__'",
              "such names are metadata like __offset: write another name"));
    }
    return Optional.empty();
  }

  private static Problem badName(IdKind kind, String label, String id) {
    String message = label + " '" + shortened(id) + "' " + fault(kind, id);
    Optional<String> meant = meant(kind, id);
    String advice = meant.map(name -> "write '" + name + "'").orElse("write another name");
    return Problem.of(id, "bad-name", message, kind.hint() + advice);
  }

  private static String fault(IdKind kind, String id) {
    if (id.isBlank()) {
      return "is empty";
    }
    boolean capital = id.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    if (kind.lowerCaseOnly() && capital) {
      return "has a capital letter";
    }
    Optional<String> bad =
        id.codePoints().mapToObj(Character::toString).filter(c -> !allowed(kind, c)).findFirst();
    if (bad.isPresent()) {
      int code = bad.get().codePointAt(0);
      if (Character.isISOControl(code)) {
        return "has a control character";
      }
      return code == ' ' ? "has a blank" : "has a '" + bad.get() + "'";
    }
    char first = id.charAt(0);
    if (Character.isDigit(first)) {
      return "begins with a digit";
    }
    if (kind == IdKind.PARAMETER && Character.isUpperCase(first)) {
      return "begins with a capital letter";
    }
    if (!Character.isLetter(first)) {
      return "begins with '" + first + "'";
    }
    return id.endsWith("-") ? "ends with '-'" : "has '--'";
  }

  private static boolean allowed(IdKind kind, String character) {
    return kind.matches("a" + character + "a");
  }

  private static Optional<String> meant(IdKind kind, String id) {
    if (id.length() > 4 * kind.maximumLength()) {
      return Optional.empty();
    }
    char separator = kind.separator();
    String joint = separator == '\0' ? "" : String.valueOf(separator);
    String ascii = Normalizer.normalize(id, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    if (kind.lowerCaseOnly()) {
      ascii = ascii.replaceAll("(?<=[a-z0-9])(?=[A-Z])", joint).toLowerCase(Locale.ROOT);
    }
    String name =
        ascii
            .replaceAll("[^A-Za-z0-9]+", joint.isEmpty() ? "" : joint)
            .replaceAll("^[^A-Za-z]+|[^A-Za-z0-9]+$", "");
    if (kind == IdKind.PARAMETER) {
      name = camelCase(ascii);
    }
    boolean good = kind.matches(name) && check(kind, "", name).isEmpty();
    return good ? Optional.of(name) : Optional.empty();
  }

  private static String camelCase(String text) {
    StringBuilder name = new StringBuilder();
    for (String word : text.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        String first = word.substring(0, 1);
        name.append(
            name.isEmpty() ? first.toLowerCase(Locale.ROOT) : first.toUpperCase(Locale.ROOT));
        name.append(word.substring(1));
      }
    }
    return name.toString();
  }

  private static String shortened(String id) {
    int most = 40;
    String line = id.replaceAll("\\p{Cc}", "\uFFFD");
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most)) + "…";
  }
}
