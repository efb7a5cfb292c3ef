package dev.tidemill.engine.decode;

import com.fasterxml.jackson.core.JsonToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.types.variant.VariantBuilder;
import org.apache.spark.types.variant.VariantSizeLimitException;
import org.apache.spark.unsafe.types.VariantVal;

/**
 * Reads any value. Numbers are kept as Spark's {@code parse_json} keeps them: integers of 64 bits,
 * decimals of up to 38 digits exactly, others as the nearest double.
 */
final class VariantReader {

  private static final int DECIMAL_DIGITS = 38;

  private final Message in;
  private final VariantBuilder builder = new VariantBuilder(false);

  private VariantReader(Message in) {
    this.in = in;
  }

  static Object read(Message in) throws Fault {
    VariantReader reader = new VariantReader(in);
    try {
      reader.value();
      Variant variant = reader.builder.result();
      return new VariantVal(variant.getValue(), variant.getMetadata());
    } catch (VariantSizeLimitException e) {
      throw in.fault(Reason.TOO_LARGE, "more than a variant can hold");
    }
  }

  private void value() throws Fault {
    switch (in.token()) {
      case START_OBJECT -> object();
      case START_ARRAY -> list();
      case VALUE_STRING -> builder.appendString(in.wellFormedText());
      case VALUE_TRUE -> builder.appendBoolean(true);
      case VALUE_FALSE -> builder.appendBoolean(false);
      case VALUE_NULL -> builder.appendNull();
      case VALUE_NUMBER_INT -> integer();
      default -> number();
    }
  }

  private void object() throws Fault {
    int start = builder.getWritePos();
    ArrayList<VariantBuilder.FieldEntry> fields = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (in.next() == JsonToken.FIELD_NAME) {
      String key = in.name();
      in.path.key(key);
      if (!seen.add(in.wellFormed(key))) {
        throw in.fault(Reason.DUPLICATE, "the key '" + Fault.shown(key) + "' comes twice");
      }
      in.next();
      int id = builder.addKey(key);
      fields.add(new VariantBuilder.FieldEntry(key, id, builder.getWritePos() - start));
      value();
      in.path.leave();
    }
    builder.finishWritingObject(start, fields);
  }

  private void list() throws Fault {
    int start = builder.getWritePos();
    ArrayList<Integer> offsets = new ArrayList<>();
    in.path.list();
    in.path.element(0);
    while (in.next() != JsonToken.END_ARRAY) {
      offsets.add(builder.getWritePos() - start);
      value();
      in.path.element(offsets.size());
    }
    in.path.leave();
    builder.finishWritingArray(start, offsets);
  }

  private void integer() throws Fault {
    if (in.isLong()) {
      builder.appendLong(in.number());
    } else {
      number();
    }
  }

  private void number() throws Fault {
    String text = in.text();
    if (text.length() <= DECIMAL_DIGITS + 2 && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
      BigDecimal exact = new BigDecimal(text);
      if (exact.precision() <= DECIMAL_DIGITS && exact.scale() <= DECIMAL_DIGITS) {
        builder.appendDecimal(exact);
        return;
      }
    }
    double nearest = Double.parseDouble(text);
    if (Double.isInfinite(nearest)) {
      throw in.outOfRange("variant");
    }
    builder.appendDouble(nearest);
  }
}
