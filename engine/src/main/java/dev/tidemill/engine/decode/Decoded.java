package dev.tidemill.engine.decode;

import org.apache.spark.sql.catalyst.InternalRow;

/** What became of a message. */
public sealed interface Decoded {

  /** A row of the stream's columns, as Spark holds it inside. */
  record Good(InternalRow row) implements Decoded {}

  /**
   * Not a row.
   *
   * @param reason stable, kebab-case, as the table of the reference has it
   * @param column the path of the column at fault, or null: {@code user.address[3].zip}
   * @param detail a sentence of at most 200 characters; of a value at most 40
   */
  record Bad(String reason, String column, String detail) implements Decoded {}
}
