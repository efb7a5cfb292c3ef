package dev.tidemill.engine.session;

import dev.tidemill.model.value.Suggest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.SparkThrowable;

/** A table or a column that is not there, and the one that may have been meant. */
final class MissingName {

  private static final Pattern QUOTED = Pattern.compile("`((?:[^`]|``)*)`");

  private MissingName() {}

  /** The message, if this is what is wrong. */
  static Optional<String> message(Throwable failure, Supplier<List<String>> tables) {
    if (!(failure instanceof SparkThrowable error) || error.getCondition() == null) {
      return Optional.empty();
    }
    Map<String, String> parameters = error.getMessageParameters();
    return switch (error.getCondition()) {
      case "TABLE_OR_VIEW_NOT_FOUND" ->
          Optional.of(missing("table", names(parameters.get("relationName")), tables.get()));
      case "UNRESOLVED_COLUMN.WITH_SUGGESTION" ->
          Optional.of(
              missing(
                  "column",
                  names(parameters.get("objectName")),
                  lastNames(parameters.get("proposal"))));
      default -> Optional.empty();
    };
  }

  private static String missing(String kind, List<String> path, List<String> known) {
    String last = path.get(path.size() - 1);
    String others =
        known.isEmpty() ? "there are none yet" : "there are " + String.join(", ", known);
    return "no %s '%s': %s"
        .formatted(
            kind,
            String.join(".", path),
            Suggest.nearest(last, known)
                .map(name -> "did you mean '" + name + "'?")
                .orElse(others));
  }

  private static List<String> lastNames(String paths) {
    return Arrays.stream(paths.split(", (?=`)"))
        .map(MissingName::names)
        .map(path -> path.get(path.size() - 1))
        .sorted()
        .toList();
  }

  private static List<String> names(String quoted) {
    return QUOTED
        .matcher(quoted)
        .results()
        .map((MatchResult name) -> name.group(1).replace("``", "`"))
        .toList();
  }
}
