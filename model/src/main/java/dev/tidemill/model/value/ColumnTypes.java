package dev.tidemill.model.value;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.Position;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Column types as the definition writes them: a type with {@code [required] [comment 'text']}.
 * Which value each takes from a message is the decoder's matter.
 */
public final class ColumnTypes {

  private ColumnTypes() {}

  /** A type and what may stand beside it. */
  public record TypedColumn(ColumnType type, boolean required, Optional<String> comment) {}

  /** Where a part of the text stands in the definition. */
  @FunctionalInterface
  public interface Place {
    /** The position of {@code length} chars from {@code offset} on. */
    Position at(int offset, int length);
  }

  /**
   * Parses a column's text; fields of structs in it get positions within the text, as if it were
   * the whole of an unnamed file of one line.
   *
   * @param label begins the message of a problem: {@code column 'price'}
   */
  public static Parsed<TypedColumn> parse(String label, String text) {
    Path file = Path.of("");
    return parse(
        label, text, (offset, length) -> new Position(file, 1, 1 + offset, 1, 1 + offset + length));
  }

  /** Parses a column's text; fields of structs in it get their positions from {@code place}. */
  public static Parsed<TypedColumn> parse(String label, String text, Place place) {
    try {
      return Parsed.of(new ColumnTypeParser(label, text, place).column());
    } catch (ColumnTypeParser.Wrong e) {
      return Parsed.wrong(e.problem());
    }
  }

  /** The text that {@link #parse} reads as this type. */
  public static String format(ColumnType type) {
    if (type instanceof ColumnType.Primitive primitive) {
      return ColumnTypeNames.of(primitive);
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return "timestamp" + format(timestamp);
    }
    if (type instanceof ColumnType.Date date) {
      return "date" + date.pattern().map(pattern -> "(" + quote(pattern) + ")").orElse("");
    }
    if (type instanceof ColumnType.ListOf list) {
      return "list<" + format(list.element()) + ">";
    }
    if (type instanceof ColumnType.MapOf map) {
      return "map<string," + format(map.value()) + ">";
    }
    ColumnType.Struct struct = (ColumnType.Struct) type;
    return struct.columns().stream()
        .map(column -> fieldName(column.name()) + ":" + format(typed(column)))
        .collect(Collectors.joining(",", "struct<", ">"));
  }

  /** The text that {@link #parse} reads as this column. */
  public static String format(TypedColumn column) {
    return format(column.type())
        + (column.required() ? " required" : "")
        + column.comment().map(comment -> " comment " + quote(comment)).orElse("");
  }

  private static TypedColumn typed(ColumnType.Column column) {
    return new TypedColumn(column.type(), column.required(), column.comment());
  }

  private static String format(ColumnType.Timestamp timestamp) {
    return switch (timestamp.format()) {
      case ISO -> "";
      case SECONDS -> "(seconds)";
      case MILLIS -> "(millis)";
      case MICROS -> "(micros)";
      case PATTERN -> "(" + quote(timestamp.pattern().orElseThrow()) + ")";
    };
  }

  private static String fieldName(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "`" + name.replace("`", "``") + "`";
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
