package dev.tidemill.engine.decode;

import com.fasterxml.jackson.core.JsonToken;
import java.math.BigDecimal;

/** Reads numbers: no fraction is cut, nothing overflows; floating point takes the nearest. */
final class NumberReaders {

  /** Digits of an exact number that are read at most. */
  private static final int DIGITS = 1000;

  private NumberReaders() {}

  static Object int32(Message in) throws Fault {
    requireInteger(in, "int");
    if (in.isLong()) {
      long value = in.number();
      if (value == (int) value) {
        return (int) value;
      }
    }
    throw in.outOfRange("int");
  }

  static Object int64(Message in) throws Fault {
    requireInteger(in, "long");
    if (in.isLong()) {
      return in.number();
    }
    throw in.outOfRange("long");
  }

  private static void requireInteger(Message in, String wanted) throws Fault {
    if (in.token() != JsonToken.VALUE_NUMBER_INT) {
      throw in.wrongType(wanted, "");
    }
  }

  static Object float32(Message in) throws Fault {
    requireNumber(in, "float", "");
    float value = Float.parseFloat(in.text());
    if (Float.isInfinite(value)) {
      throw in.outOfRange("float");
    }
    return value;
  }

  static Object float64(Message in) throws Fault {
    requireNumber(in, "double", "");
    double value = Double.parseDouble(in.text());
    if (Double.isInfinite(value)) {
      throw in.outOfRange("double");
    }
    return value;
  }

  static void requireNumber(Message in, String wanted, String hint) throws Fault {
    if (!in.token().isNumeric()) {
      throw in.wrongType(wanted, hint);
    }
  }

  /** The exact value of a number as written. */
  static BigDecimal exact(Message in, String text, String wanted) throws Fault {
    if (text.length() > DIGITS && text.chars().filter(c -> c >= '0' && c <= '9').count() > DIGITS) {
      throw in.fault(Reason.OUT_OF_RANGE, "a number of more than 1,000 digits");
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      // Well formed, so the exponent has too many digits.
      throw in.outOfRange(wanted);
    }
  }
}
