package dev.tidemill.engine.decode;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Position;
import dev.tidemill.model.Stream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Columns and streams for tests. */
public final class Columns {

  private static final Position NOWHERE = new Position(Path.of("pipeline.yaml"), 1, 1, 1, 1);

  private Columns() {}

  public static ColumnType.Column column(String name, ColumnType type) {
    return new ColumnType.Column(name, type, false, Optional.empty(), NOWHERE);
  }

  public static ColumnType.Column required(String name, ColumnType type) {
    return new ColumnType.Column(name, type, true, Optional.empty(), NOWHERE);
  }

  public static ColumnType.Struct struct(ColumnType.Column... columns) {
    return new ColumnType.Struct(List.of(columns));
  }

  public static ColumnType iso() {
    return new ColumnType.Timestamp(ColumnType.TimestampFormat.ISO, Optional.empty());
  }

  public static ColumnType time(ColumnType.TimestampFormat format) {
    return new ColumnType.Timestamp(format, Optional.empty());
  }

  public static ColumnType time(String pattern) {
    return new ColumnType.Timestamp(ColumnType.TimestampFormat.PATTERN, Optional.of(pattern));
  }

  public static ColumnType date() {
    return new ColumnType.Date(Optional.empty());
  }

  public static ColumnType date(String pattern) {
    return new ColumnType.Date(Optional.of(pattern));
  }

  public static Stream stream(String id, ColumnType.Struct columns) {
    return stream(id, columns, Stream.OnBadRecord.DEAD_LETTER);
  }

  public static Stream stream(String id, ColumnType.Struct columns, Stream.OnBadRecord onBad) {
    return new Stream(
        id,
        columns,
        1,
        Duration.ofDays(7),
        new DataSize(1 << 20),
        Optional.empty(),
        id,
        Optional.empty(),
        onBad,
        List.of(),
        NOWHERE);
  }
}
