package dev.tidemill.engine.session;

import dev.tidemill.model.value.Suggest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkThrowable;

/** A table that is not there, and the one that may have been meant. */
final class MissingTable {

  private MissingTable() {}

  /** The name of the table that a statement asks for in vain. */
  static Optional<String> named(Throwable failure) {
    if (failure instanceof SparkThrowable error
        && "TABLE_OR_VIEW_NOT_FOUND".equals(error.getCondition())) {
      Map<String, String> parameters = error.getMessageParameters();
      return Optional.ofNullable(parameters.get("relationName")).map(name -> name.replace("`", ""));
    }
    return Optional.empty();
  }

  static String message(String name, List<String> tables) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    String known =
        tables.isEmpty() ? "there are none yet" : "there are " + String.join(", ", tables);
    return "no table '%s': %s"
        .formatted(
            name,
            Suggest.nearest(last, tables)
                .map(near -> "did you mean '" + near + "'?")
                .orElse(known));
  }
}
