package dev.tidemill.engine.decode;

import com.fasterxml.jackson.core.JsonToken;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.Decimal;

/** Reads a number, or a text that is one, which must fit exactly. */
final class DecimalReader implements ValueReader {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final int precision;
  private final int scale;

  DecimalReader(int precision, int scale) {
    this.precision = precision;
    this.scale = scale;
  }

  @Override
  public Object read(Message in) throws Fault {
    String wanted = "decimal(" + precision + "," + scale + ")";
    boolean text = in.token() == JsonToken.VALUE_STRING;
    if (!text) {
      NumberReaders.requireNumber(in, wanted, "");
    }
    String written = in.text();
    if (text && !isNumber(written)) {
      throw in.wrongType(wanted, "");
    }
    BigDecimal value = NumberReaders.exact(in, written, wanted).stripTrailingZeros();
    long whole = (long) value.precision() - value.scale();
    if (value.signum() != 0 && (value.scale() > scale || whole > precision - scale)) {
      throw in.outOfRange(wanted);
    }
    return Decimal.apply(value.setScale(scale), precision, scale);
  }

  private static boolean isNumber(String text) {
    // Possessive by nature: each part begins with what the one before it cannot hold.
    return NUMBER.matcher(text).matches();
  }
}
