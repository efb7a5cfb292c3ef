package dev.tidemill.engine.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One message being read: tokens, the place in it, and the first required column not found. */
final class Message implements AutoCloseable {

  private static final int LEVELS = 200;
  private static final int NAME_BYTES = 50 * 1024;

  /** Without limits of its own: which messages are taken is decided here, not by a library. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  final Path path = new Path();
  private final byte[] bytes;
  private final int invalid;
  private final JsonParser json;
  private int depth;
  private Fault missing;

  /**
   * Begins to read.
   *
   * @param invalid the offset of the first byte that is not UTF-8, or -1; what is before it is
   *     read, so that the first fault of the message is found whatever it is
   */
  Message(byte[] bytes, int invalid) {
    this.bytes = bytes;
    this.invalid = invalid;
    try {
      this.json = JSON.createParser(bytes, 0, invalid < 0 ? bytes.length : invalid);
    } catch (IOException e) {
      throw new UncheckedIOException("Bytes in memory", e);
    }
  }

  /** The next token; null at the end of the message. */
  JsonToken next() throws Fault {
    JsonToken token;
    try {
      token = json.nextToken();
    } catch (IOException e) {
      throw syntax(e);
    }
    if (token == null) {
      if (invalid >= 0) {
        throw notUtf8();
      }
    } else if (token.isStructStart()) {
      depth++;
      if (depth > LEVELS) {
        throw new Fault(Reason.TOO_DEEP, path.text(), "more than " + LEVELS + " levels");
      }
    } else if (token.isStructEnd()) {
      depth--;
    }
    return token;
  }

  /** The token that was read last. */
  JsonToken token() {
    return json.currentToken();
  }

  /** The text of the last token: a text, or a number as written. */
  String text() throws Fault {
    try {
      return json.getText();
    } catch (IOException e) {
      throw syntax(e);
    }
  }

  /** The name that was read last. */
  String name() throws Fault {
    try {
      String name = json.currentName();
      if (name.length() > NAME_BYTES / 3 && Utf8.length(name) > NAME_BYTES) {
        throw new Fault(
            Reason.TOO_LARGE, path.text(), "a name above 50 KB: '" + Fault.shown(name) + "'");
      }
      return name;
    } catch (IOException e) {
      throw syntax(e);
    }
  }

  /** A text that Spark can hold. */
  String wellFormedText() throws Fault {
    return wellFormed(text());
  }

  String wellFormed(String text) throws Fault {
    if (Utf8.hasLoneSurrogate(text)) {
      throw fault(Reason.NOT_UTF8, "half of a surrogate pair in '" + Fault.shown(text) + "'");
    }
    return text;
  }

  /** Whether the last token is an integer that fits into 32 or 64 bits. */
  boolean isLong() throws Fault {
    try {
      JsonParser.NumberType type = json.getNumberType();
      return type == JsonParser.NumberType.INT || type == JsonParser.NumberType.LONG;
    } catch (IOException e) {
      throw syntax(e);
    }
  }

  /** The last token's value, after {@link #isLong}. */
  long number() throws Fault {
    try {
      return json.getLongValue();
    } catch (IOException e) {
      throw syntax(e);
    }
  }

  /** Reads over the value that begins with the last token; what is in it must be well formed. */
  void skip() throws Fault {
    int outside = token().isStructStart() ? depth - 1 : depth;
    while (depth > outside) {
      if (next() == JsonToken.FIELD_NAME) {
        name();
      }
    }
  }

  /** A fault of the column that is being read. */
  Fault fault(Reason reason, String detail) {
    return new Fault(reason, path.text(), detail);
  }

  /** The value that begins with the last token is not of the type wanted. */
  Fault wrongType(String wanted, String hint) throws Fault {
    String detail = "wanted " + wanted + ", found " + found();
    return fault(Reason.WRONG_TYPE, hint.isEmpty() ? detail : detail + "; " + hint);
  }

  /** The value that was read last is none that the type can hold. */
  Fault outOfRange(String wanted) throws Fault {
    return fault(Reason.OUT_OF_RANGE, found() + " is out of range for " + wanted);
  }

  private String found() throws Fault {
    return switch (token()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "the text '" + Fault.shown(text()) + "'";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + Fault.shown(text());
      default -> text();
    };
  }

  /** Notes that a required column of the place we are in is absent or null. */
  void missing(String column, String detail) {
    if (missing == null) {
      path.column(column);
      missing = fault(Reason.MISSING, detail);
      path.leave();
    }
  }

  /** To be called when the object has been read: only blanks may follow, and nothing be missing. */
  void end() throws Fault {
    JsonToken more = next();
    if (more != null) {
      throw notJson(json.currentTokenLocation().getByteOffset());
    }
    if (missing != null) {
      throw missing;
    }
  }

  private Fault syntax(IOException e) {
    long offset =
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? json.getLocation().getByteOffset()
            : 0;
    if (invalid >= 0 && (e instanceof JsonEOFException || offset >= invalid)) {
      return notUtf8();
    }
    if (e instanceof JsonEOFException) {
      return new Fault(Reason.NOT_JSON, null, "ends too early, after byte " + bytes.length);
    }
    boolean word = e.getMessage().startsWith("Unrecognized token");
    return notJson(word ? wordBefore(offset) : offset);
  }

  /** Jackson points behind a word that it does not know. */
  private long wordBefore(long end) {
    int at = (int) Math.min(end, bytes.length);
    while (at > 0 && (bytes[at - 1] < 0 || Character.isJavaIdentifierPart(bytes[at - 1]))) {
      at--;
    }
    return at;
  }

  private Fault notJson(long offset) {
    int at = (int) Math.max(0, Math.min(offset, bytes.length - 1L));
    String rest = new String(bytes, at, Math.min(bytes.length - at, 160), StandardCharsets.UTF_8);
    return new Fault(
        Reason.NOT_JSON, null, "not JSON at byte " + at + ": '" + Fault.shown(rest) + "'");
  }

  private Fault notUtf8() {
    return new Fault(
        Reason.NOT_UTF8, null, "not UTF-8 at byte %d: 0x%02x".formatted(invalid, bytes[invalid]));
  }

  @Override
  public void close() {
    try {
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Bytes in memory", e);
    }
  }
}
