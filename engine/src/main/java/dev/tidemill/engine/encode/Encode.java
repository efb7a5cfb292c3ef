package dev.tidemill.engine.encode;

import dev.tidemill.model.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.classic.ExpressionUtils;

/** The encoder as a Spark column. */
public final class Encode {

  private Encode() {}

  /**
   * Encodes rows of the stream's columns.
   *
   * @param row a struct of exactly these columns
   */
  public static Column column(Column row, Stream stream) {
    JsonEncoder encoder = new JsonEncoder(stream.columns(), stream.maxMessage().bytes());
    return ExpressionUtils.column(new EncodeRow(ExpressionUtils.expression(row), encoder));
  }
}
