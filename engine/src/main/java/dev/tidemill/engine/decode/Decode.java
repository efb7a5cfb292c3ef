package dev.tidemill.engine.decode;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.DataSize;
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

  /** Decodes the messages of a stream. */
  public static Column column(Column value, Stream stream) {
    return column(value, stream.columns(), stream.maxMessage());
  }

  /**
   * Decodes messages by the columns of their source.
   *
   * @param value the bytes of the message, or null
   * @param maxMessage greater ones are bad
   * @return {@code struct<row: struct<the columns>, bad: struct<reason: string, column: string,
   *     detail: string>>}: exactly one of both is null; {@code column} is null where the fault lies
   *     in no column
   */
  public static Column column(Column value, ColumnType.Struct columns, DataSize maxMessage) {
    StructType type =
        new StructType().add("row", SparkTypes.of(columns), true).add("bad", BAD, true);
    JsonDecoder decoder =
        new JsonDecoder(columns, (int) Math.min(Integer.MAX_VALUE, maxMessage.bytes()));
    return ExpressionUtils.column(
        new DecodeMessage(ExpressionUtils.expression(value), decoder, type));
  }
}
