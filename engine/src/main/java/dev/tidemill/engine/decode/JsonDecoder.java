package dev.tidemill.engine.decode;

import com.fasterxml.jackson.core.JsonToken;
import dev.tidemill.model.ColumnType;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Makes rows of messages: each one RFC 8259 object in UTF-8, or bad as a whole. Thread-safe.
 *
 * <p>The first fault in the message's order decides, a missing column after all others. Bytes are
 * counted from 0.
 */
public final class JsonDecoder implements Serializable {

  private final StructReader columns;
  private final int maxBytes;

  /**
   * A decoder for a stream.
   *
   * @param maxBytes greater messages are bad
   * @throws IllegalArgumentException if a pattern for times is none
   */
  public JsonDecoder(ColumnType.Struct columns, int maxBytes) {
    this.columns = Readers.struct(columns);
    this.maxBytes = maxBytes;
  }

  /**
   * Decodes a message. Never throws, whatever the bytes are.
   *
   * @param message may be null
   */
  public Decoded decode(byte[] message) {
    try {
      return new Decoded.Good(read(message));
    } catch (Fault fault) {
      return fault.bad();
    }
  }

  private InternalRow read(byte[] message) throws Fault {
    if (message == null) {
      throw new Fault(Reason.EMPTY, null, "the message is null");
    }
    if (message.length > maxBytes) {
      throw new Fault(
          Reason.TOO_LARGE,
          null,
          "the message has %,d bytes, more than maxMessage, %,d"
              .formatted(message.length, maxBytes));
    }
    if (isBlank(message)) {
      throw new Fault(Reason.EMPTY, null, "the message has " + message.length + " blank bytes");
    }
    if (beginsWithByteOrderMark(message)) {
      throw new Fault(Reason.NOT_JSON, null, "a byte order mark at byte 0: send plain UTF-8");
    }
    try (Message in = new Message(message, Utf8.firstInvalid(message))) {
      if (in.next() != JsonToken.START_OBJECT) {
        throw new Fault(Reason.NOT_AN_OBJECT, null, in.wrongType("an object", "").getMessage());
      }
      InternalRow row = columns.read(in);
      in.end();
      return row;
    }
  }

  private static boolean isBlank(byte[] message) {
    for (byte b : message) {
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private static boolean beginsWithByteOrderMark(byte[] message) {
    return message.length >= 3
        && message[0] == (byte) 0xef
        && message[1] == (byte) 0xbb
        && message[2] == (byte) 0xbf;
  }
}
