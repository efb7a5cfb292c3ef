package dev.tidemill.engine.plan;

import dev.tidemill.engine.kind.FileOptions;
import dev.tidemill.engine.kind.FilesSource;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.value.Suggest;
import java.util.Optional;

/** What the fields of nodes on files must hold. */
final class FileChecks {

  private FileChecks() {}

  /** Ends the planning of the node if there is a mistake. */
  static void check(FilesSource source) {
    path(source.path());
    options(source.format(), source.options());
    if (source.format().equals("csv")) {
      for (ColumnType.Column column : source.columns().columns()) {
        csv(column);
      }
    }
  }

  static void path(String path) {
    if (path.contains("://") && !path.startsWith("s3a://")) {
      throw NodeFault.of(
          "path",
          Fault.of(
              "bad-path",
              "'" + path + "' is no path",
              "write a path relative to the file, or s3a://BUCKET/…",
              path));
    }
  }

  static void options(String format, Optional<Object> options) {
    FileOptions.mistakes(format, options)
        .forEach(
            (key, wanted) -> {
              throw NodeFault.of(
                  "options",
                  wanted.isEmpty()
                      ? unknown(format, key)
                      : Fault.of(
                          "wrong-type", "option '" + key + "' is wrong", "write " + wanted, key));
            });
  }

  private static Fault unknown(String format, String key) {
    String hint =
        format.equals("csv")
            ? Suggest.nearest(key, FileOptions.KEYS)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("csv has " + String.join(", ", FileOptions.KEYS))
            : format + " has no options";
    return Fault.of("unknown-key", "no option '" + key + "'", hint, key);
  }

  private static void csv(ColumnType.Column column) {
    boolean cell =
        !(column.type() instanceof ColumnType.Struct
            || column.type() instanceof ColumnType.ListOf
            || column.type() instanceof ColumnType.MapOf
            || column.type() == ColumnType.Primitive.VARIANT);
    if (!cell) {
      throw NodeFault.of(
          "columns",
          Fault.of(
              "wrong-type",
              "column '" + column.name() + "' does not fit into a cell of csv",
              "write string, and take it apart in a derivedColumn with from_json",
              column.name()));
    }
  }
}
