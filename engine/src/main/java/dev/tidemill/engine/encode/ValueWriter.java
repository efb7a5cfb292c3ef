package dev.tidemill.engine.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;

/** Writes a value that is not null as JSON. */
@FunctionalInterface
interface ValueWriter extends Serializable {

  /**
   * Writes the value at a position of a row or an array.
   *
   * @throws Unsendable if JSON or the decoder knows no such value
   */
  void write(SpecializedGetters values, int at, JsonGenerator out) throws IOException;
}
