package dev.tidemill.model.change;

import dev.tidemill.model.ColumnType.Column;
import dev.tidemill.model.ColumnType.Struct;
import dev.tidemill.model.value.ColumnTypes;
import java.util.Optional;

/** Differences between the columns of a stream or a table. */
final class ColumnChange {

  private ColumnChange() {}

  /**
   * The first difference under which what there is already does not fit: another type, a column
   * that is required now, a new one that is.
   *
   * @param removal whether one that is gone hinders, too
   */
  static Optional<String> hindering(Struct before, Struct after, boolean removal) {
    for (Column now : after.columns()) {
      Optional<Column> old = before.find(now.name());
      if (now.required() && !old.map(Column::required).orElse(false)) {
        return Optional.of("column " + now.name() + " was not required");
      }
      Optional<String> type = old.flatMap(column -> type(column, now, removal));
      if (type.isPresent()) {
        return type;
      }
    }
    return before.columns().stream()
        .filter(old -> removal && after.find(old.name()).isEmpty())
        .findFirst()
        .map(old -> "column " + old.name() + " is gone");
  }

  private static Optional<String> type(Column old, Column now, boolean removal) {
    if (old.type() instanceof Struct before && now.type() instanceof Struct after) {
      return hindering(before, after, removal);
    }
    return Plain.equal(old.type(), now.type())
        ? Optional.empty()
        : Optional.of(
            "column %s was %s, not %s"
                .formatted(
                    now.name(), ColumnTypes.format(old.type()), ColumnTypes.format(now.type())));
  }
}
