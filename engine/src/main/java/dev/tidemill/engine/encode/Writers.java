package dev.tidemill.engine.encode;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemill.model.ColumnType;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;

/** The writers of the types: each writes what the decoder's reader of the type reads. */
final class Writers {

  private Writers() {}

  static ValueWriter of(ColumnType type) {
    if (type instanceof ColumnType.Primitive primitive) {
      return of(primitive);
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return (values, at, out) ->
          out.writeNumber(
              values
                  .getDecimal(at, decimal.precision(), decimal.scale())
                  .toJavaBigDecimal()
                  .toPlainString());
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return TimeWriters.timestamp(timestamp);
    }
    if (type instanceof ColumnType.Date date) {
      return TimeWriters.date(date);
    }
    if (type instanceof ColumnType.ListOf list) {
      ValueWriter element = of(list.element());
      return (values, at, out) -> list(values.getArray(at), element, out);
    }
    if (type instanceof ColumnType.MapOf map) {
      ValueWriter value = of(map.value());
      return (values, at, out) -> map(values.getMap(at), value, out);
    }
    StructWriter struct = new StructWriter(((ColumnType.Struct) type).columns());
    return (values, at, out) -> struct.write(values.getStruct(at, struct.size()), out);
  }

  private static ValueWriter of(ColumnType.Primitive type) {
    return switch (type) {
      case STRING -> (values, at, out) -> out.writeString(text(values.getUTF8String(at)));
      case BOOLEAN -> (values, at, out) -> out.writeBoolean(values.getBoolean(at));
      case BINARY ->
          (values, at, out) ->
              out.writeString(Base64.getEncoder().encodeToString(values.getBinary(at)));
      case INT -> (values, at, out) -> out.writeNumber(values.getInt(at));
      case LONG -> (values, at, out) -> out.writeNumber(values.getLong(at));
      case FLOAT -> Writers::float32;
      case DOUBLE -> Writers::float64;
      case LOCAL_TIMESTAMP ->
          (values, at, out) -> out.writeString(TimeWriters.local(values.getLong(at)).toString());
      case VARIANT -> Writers::variant;
    };
  }

  private static void float32(SpecializedGetters values, int at, JsonGenerator out)
      throws IOException {
    float value = values.getFloat(at);
    requireFinite(Float.isFinite(value), value);
    out.writeNumber(value);
  }

  private static void float64(SpecializedGetters values, int at, JsonGenerator out)
      throws IOException {
    double value = values.getDouble(at);
    requireFinite(Double.isFinite(value), value);
    out.writeNumber(value);
  }

  private static void requireFinite(boolean finite, double value) {
    if (!finite) {
      throw new Unsendable("JSON has no " + value);
    }
  }

  private static void list(ArrayData list, ValueWriter element, JsonGenerator out)
      throws IOException {
    out.writeStartArray();
    for (int i = 0; i < list.numElements(); i++) {
      valueOrNull(list, i, element, out);
    }
    out.writeEndArray();
  }

  private static void map(MapData map, ValueWriter value, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (int i = 0; i < map.numElements(); i++) {
      out.writeFieldName(text(map.keyArray().getUTF8String(i)));
      valueOrNull(map.valueArray(), i, value, out);
    }
    out.writeEndObject();
  }

  private static void valueOrNull(ArrayData values, int at, ValueWriter writer, JsonGenerator out)
      throws IOException {
    if (values.isNullAt(at)) {
      out.writeNull();
    } else {
      writer.write(values, at, out);
    }
  }

  private static void variant(SpecializedGetters values, int at, JsonGenerator out)
      throws IOException {
    VariantVal value = values.getVariant(at);
    out.writeRawValue(new Variant(value.getValue(), value.getMetadata()).toJson(ZoneOffset.UTC));
  }

  /** Spark's texts are bytes, and a cast may have put others than UTF-8 into one. */
  static String text(UTF8String text) {
    if (!text.isValid()) {
      throw new Unsendable("a text is not UTF-8: " + text);
    }
    return text.toString();
  }

  static List<ValueWriter> of(List<ColumnType.Column> columns) {
    return columns.stream().map(column -> of(column.type())).toList();
  }
}
