package dev.tidemill.engine.decode;

/** The first fault of a message. Has no stack trace: bad messages may come by the million. */
final class Fault extends Exception {

  private static final int DETAIL = 200;
  private static final int VALUE = 40;

  private final Reason reason;
  private final String column;

  Fault(Reason reason, String column, String detail) {
    super(cut(detail, DETAIL), null, false, false);
    this.reason = reason;
    this.column = column;
  }

  Decoded.Bad bad() {
    return new Decoded.Bad(reason.code(), column, getMessage());
  }

  /** A value as it is shown: its first 40 characters. */
  static String shown(String value) {
    return cut(value, VALUE);
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = length - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
