package dev.tidemill.engine.encode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemill.model.ColumnType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Makes a message of a row: one JSON object of which the decoder makes the same row. Thread-safe.
 */
public final class JsonEncoder implements Serializable {

  private static final JsonFactory JSON = new JsonFactory();

  private final StructWriter columns;
  private final long maxBytes;

  /**
   * An encoder for a stream.
   *
   * @param maxBytes of a message
   */
  public JsonEncoder(ColumnType.Struct columns, long maxBytes) {
    this.columns = new StructWriter(columns.columns());
    this.maxBytes = maxBytes;
  }

  /**
   * Encodes a row of the stream's columns.
   *
   * @throws Unsendable if it does not fit: a number or a time that JSON or the decoder does not
   *     know, a required column that is null, more bytes than a message may have
   */
  public byte[] encode(InternalRow row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      columns.write(row, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (bytes.size() > maxBytes) {
      throw new Unsendable(
          "a message of %,d bytes is larger than maxMessage, %,d"
              .formatted(bytes.size(), maxBytes));
    }
    return bytes.toByteArray();
  }
}
