package dev.tidemill.model;

import java.util.List;
import java.util.Optional;

/** The type of a column, as the definition writes it. */
public sealed interface ColumnType {

  /** A type without parameters. */
  enum Primitive implements ColumnType {
    STRING,
    BOOLEAN,
    BINARY,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    LOCAL_TIMESTAMP,
    VARIANT
  }

  /** An exact number of {@code precision} digits, {@code scale} of them after the point. */
  record Decimal(int precision, int scale) implements ColumnType {}

  /** An instant. How JSON holds it: ISO text with an offset, a number of a unit, or a pattern. */
  record Timestamp(TimestampFormat format, Optional<String> pattern) implements ColumnType {}

  /** How a message holds an instant. */
  enum TimestampFormat {
    ISO,
    SECONDS,
    MILLIS,
    MICROS,
    PATTERN
  }

  /** A calendar day; ISO text unless there is a pattern in Java's letters. */
  record Date(Optional<String> pattern) implements ColumnType {}

  /** A list; elements may be null. */
  record ListOf(ColumnType element) implements ColumnType {}

  /** A map from text; values may be null. */
  record MapOf(ColumnType value) implements ColumnType {}

  /** Named columns in order; names are case-exact. */
  record Struct(List<Column> columns) implements ColumnType {
    public Struct {
      columns = List.copyOf(columns);
    }

    /** The column of exactly this name. */
    public Optional<Column> find(String name) {
      return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
  }

  /**
   * A column of a stream, a table or a struct.
   *
   * @param required whether null makes a message bad
   */
  record Column(
      String name,
      ColumnType type,
      boolean required,
      Optional<String> comment,
      Position position) {}
}
