package dev.tidemill.model.value;

import dev.tidemill.model.Table.PartitionTransform;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fields of {@code partitionBy}: a column, {@code year month day hour(c)}, {@code bucket(n, c)} or
 * {@code truncate(n, c)}.
 */
public final class PartitionFields {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z]+)\\(\\s*(?:([0-9]{1,9})\\s*,\\s*)?([^(),]+?)\\s*\\)");
  private static final List<String> TRANSFORMS =
      Arrays.stream(PartitionTransform.values())
          .filter(transform -> transform != PartitionTransform.IDENTITY)
          .map(transform -> transform.name().toLowerCase(Locale.ROOT))
          .toList();
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "years", "year", "months", "month", "days", "day", "hours", "hour", "date", "day",
          "buckets", "bucket");

  private PartitionFields() {}

  /** Parses a partition field; the label begins the message of a problem. */
  public static Parsed<PartitionFieldText> parse(String label, String text) {
    if (isOpen(text)) {
      return Parsed.wrong(openBracket(text, ""));
    }
    if (!text.contains("(") && !text.contains(")") && !text.isBlank()) {
      return Parsed.of(new PartitionFieldText(PartitionTransform.IDENTITY, text, 0, 0));
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return wrong(
          label,
          text,
          "is not a partition field",
          "write a column, day(column) or" + " bucket(16, column)");
    }
    String name = matcher.group(1);
    if (!TRANSFORMS.contains(name)) {
      return unknown(label, text, name);
    }
    return build(label, text, matcher);
  }

  /** Whether a bracket of this text is never closed, as where a comma in {@code [ ]} cut it. */
  public static boolean isOpen(String text) {
    return text.chars().filter(c -> c == '(').count() > text.chars().filter(c -> c == ')').count();
  }

  /**
   * The problem of a value that a comma of YAML's flow style has cut.
   *
   * @param rest the scalar that follows the comma: {@code userId)}; empty if it is not known
   */
  public static Problem openBracket(String text, String rest) {
    String whole = text.strip() + ", " + (rest.isBlank() ? "column)" : rest.strip());
    return Problem.of(
        text,
        "flow-comma",
        "'" + text + "' has an open bracket",
        "in [ ] and { } a comma ends the value: write \"" + whole + "\", quoted");
  }

  private static Parsed<PartitionFieldText> build(String label, String text, Matcher matcher) {
    String name = matcher.group(1);
    String column = matcher.group(3);
    PartitionTransform transform = PartitionTransform.valueOf(name.toUpperCase(Locale.ROOT));
    int argument = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    if (!takesNumber(transform) && matcher.group(2) != null) {
      return wrong(label, text, "has a number", "write " + name + "(" + column + ")");
    }
    if (takesNumber(transform) && argument == 0) {
      String missing = matcher.group(2) == null ? "has no number" : "has the number 0";
      String meant = name + "(16, " + column + ")";
      return wrong(label, text, missing, "write for example " + meant);
    }
    return Parsed.of(new PartitionFieldText(transform, column, argument, matcher.start(3)));
  }

  private static Parsed<PartitionFieldText> unknown(String label, String text, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Optional<String> meant =
        Optional.ofNullable(OTHER_NAMES.get(lower)).or(() -> Suggest.nearest(lower, TRANSFORMS));
    String hint =
        meant
            .map(word -> "write " + word + text.substring(name.length()))
            .orElse("there are " + String.join(", ", TRANSFORMS));
    return Parsed.wrong(
        Problem.of(
            text, "unknown-transform", label + ": no partition transform '" + name + "'", hint));
  }

  private static boolean takesNumber(PartitionTransform transform) {
    return transform == PartitionTransform.BUCKET || transform == PartitionTransform.TRUNCATE;
  }

  private static Parsed<PartitionFieldText> wrong(
      String label, String text, String fault, String hint) {
    return Parsed.wrong(
        Problem.of(text, "bad-partition", label + ": '" + text + "' " + fault, hint));
  }
}
