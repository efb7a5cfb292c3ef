package dev.tidemill.engine.decode;

import dev.tidemill.model.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The decoder as a Spark column. */
public final class Decode {

  private static final StructType BAD =
      new StructType()
          .add("reason", DataTypes.StringType, false)
          .add("column", DataTypes.StringType, true)
          .add("detail", DataTypes.StringType, false);

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
    StructType type =
        new StructType().add("row", SparkTypes.of(stream.columns()), true).add("bad", BAD, true);
    JsonDecoder decoder =
        new JsonDecoder(
            stream.columns(), (int) Math.min(Integer.MAX_VALUE, stream.maxMessage().bytes()));
    return ExpressionUtils.column(
        new DecodeMessage(ExpressionUtils.expression(value), decoder, type));
  }
}
