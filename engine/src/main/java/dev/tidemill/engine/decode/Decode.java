package dev.tidemill.engine.decode;

import dev.tidemill.model.Stream;
import org.apache.spark.sql.Column;

/** The decoder as a Spark column. */
public final class Decode {

  private Decode() {}

  /**
   * Decodes messages by the stream's columns.
   *
   * @param value the bytes of the message, or null
   * @return {@code struct<row: struct<the columns>, bad: struct<reason: string, column: string,
   *     detail: string>>}: exactly one of both is null; {@code column} is null where the fault lies
   *     in no column
   */
  public static Column column(Column value, Stream stream) {
    if (stream != null) {
      throw new UnsupportedOperationException("Not built yet");
    }
    return null;
  }
}
