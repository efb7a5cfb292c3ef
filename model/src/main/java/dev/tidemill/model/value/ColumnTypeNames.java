package dev.tidemill.model.value;

import dev.tidemill.model.ColumnType.Primitive;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The names of types, and what other systems call them. */
final class ColumnTypeNames {

  private static final List<String> WITH_PARAMETERS =
      List.of("decimal", "timestamp", "date", "list", "map", "struct");

  /** Only looked up, never shown in order. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("bigint", "long"),
          Map.entry("int64", "long"),
          Map.entry("bigserial", "long"),
          Map.entry("integer", "int"),
          Map.entry("int32", "int"),
          Map.entry("smallint", "int"),
          Map.entry("tinyint", "int"),
          Map.entry("short", "int"),
          Map.entry("byte", "int"),
          Map.entry("varchar", "string"),
          Map.entry("char", "string"),
          Map.entry("text", "string"),
          Map.entry("str", "string"),
          Map.entry("uuid", "string"),
          Map.entry("enum", "string"),
          Map.entry("bool", "boolean"),
          Map.entry("real", "float"),
          Map.entry("float32", "float"),
          Map.entry("float64", "double"),
          Map.entry("number", "double, long or decimal(p,s)"),
          Map.entry("numeric", "decimal(p,s)"),
          Map.entry("dec", "decimal(p,s)"),
          Map.entry("money", "decimal(p,s)"),
          Map.entry("datetime", "timestamp"),
          Map.entry("instant", "timestamp"),
          Map.entry("timestamptz", "timestamp"),
          Map.entry("timestamp_tz", "timestamp"),
          Map.entry("timestamp_ltz", "timestamp"),
          Map.entry("timestamp_ntz", "localTimestamp"),
          Map.entry("localdatetime", "localTimestamp"),
          Map.entry("localdate", "date"),
          Map.entry("bytes", "binary"),
          Map.entry("varbinary", "binary"),
          Map.entry("bytea", "binary"),
          Map.entry("blob", "binary"),
          Map.entry("array", "list<T>"),
          Map.entry("row", "struct<a:T>"),
          Map.entry("record", "struct<a:T>"),
          Map.entry("object", "struct<a:T>"),
          Map.entry("json", "variant"));

  private ColumnTypeNames() {}

  static String of(Primitive primitive) {
    return primitive == Primitive.LOCAL_TIMESTAMP
        ? "localTimestamp"
        : primitive.name().toLowerCase(Locale.ROOT);
  }

  static Optional<Primitive> primitive(String name) {
    return Arrays.stream(Primitive.values()).filter(p -> of(p).equals(name)).findFirst();
  }

  static List<String> all() {
    return Stream.concat(
            Arrays.stream(Primitive.values()).map(ColumnTypeNames::of), WITH_PARAMETERS.stream())
        .toList();
  }

  /** What to write where there is no type of this name. */
  static String hint(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(ELSEWHERE.get(lower))
        .or(() -> Suggest.nearest(name, all()))
        .map(meant -> "write " + meant)
        .orElse("write one of " + String.join(", ", all()));
  }

  /** The one word to put in place of this name, if it is certain. */
  static Optional<String> replacement(String name) {
    return Optional.ofNullable(ELSEWHERE.get(name.toLowerCase(Locale.ROOT)))
        .filter(meant -> meant.chars().allMatch(Character::isLetter))
        .or(() -> all().stream().filter(type -> Ids.fold(type).equals(Ids.fold(name))).findFirst());
  }
}
