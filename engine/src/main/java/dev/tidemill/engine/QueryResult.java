package dev.tidemill.engine;

import java.util.List;

/**
 * Rows of a query.
 *
 * @param types of the columns, as Spark's DDL names them: {@code bigint}
 * @param rows values as {@code String}, {@code Boolean}, boxed numbers, {@code BigDecimal}, {@code
 *     byte[]}, {@code Instant}, {@code LocalDateTime}, {@code LocalDate}, {@code List} for arrays,
 *     ordered {@code Map} for maps and structs, or null
 * @param totalOrMinusOne how many rows there are in all, or -1 if there are more than were fetched
 */
public record QueryResult(
    List<String> columns, List<String> types, List<List<Object>> rows, long totalOrMinusOne) {

  public QueryResult {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
    rows = List.copyOf(rows);
  }
}
