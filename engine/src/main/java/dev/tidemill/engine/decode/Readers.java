package dev.tidemill.engine.decode;

import com.fasterxml.jackson.core.JsonToken;
import dev.tidemill.model.ColumnType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** The readers of the types. */
final class Readers {

  private Readers() {}

  static StructReader struct(ColumnType.Struct struct) {
    return new StructReader(
        struct.columns(),
        struct.columns().stream().map(column -> of(column.type())).toArray(ValueReader[]::new));
  }

  static ValueReader of(ColumnType type) {
    if (type instanceof ColumnType.Primitive primitive) {
      return of(primitive);
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return new DecimalReader(decimal.precision(), decimal.scale());
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return TimeReaders.timestamp(timestamp);
    }
    if (type instanceof ColumnType.Date date) {
      return TimeReaders.date(date);
    }
    if (type instanceof ColumnType.ListOf list) {
      return list(of(list.element()));
    }
    if (type instanceof ColumnType.MapOf map) {
      return map(of(map.value()));
    }
    return struct((ColumnType.Struct) type);
  }

  private static ValueReader of(ColumnType.Primitive type) {
    return switch (type) {
      case STRING -> Readers::string;
      case BOOLEAN -> Readers::bool;
      case BINARY -> Readers::binary;
      case INT -> NumberReaders::int32;
      case LONG -> NumberReaders::int64;
      case FLOAT -> NumberReaders::float32;
      case DOUBLE -> NumberReaders::float64;
      case LOCAL_TIMESTAMP -> TimeReaders::localTimestamp;
      case VARIANT -> VariantReader::read;
    };
  }

  private static Object string(Message in) throws Fault {
    if (in.token() != JsonToken.VALUE_STRING) {
      throw in.wrongType("string", "");
    }
    return UTF8String.fromString(in.wellFormedText());
  }

  private static Object bool(Message in) throws Fault {
    return switch (in.token()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw in.wrongType("boolean", "");
    };
  }

  private static Object binary(Message in) throws Fault {
    if (in.token() == JsonToken.VALUE_STRING) {
      String text = in.text();
      if (text.length() % 4 == 0) {
        try {
          return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
          throw in.wrongType("base64 with padding", "");
        }
      }
    }
    throw in.wrongType("base64 with padding", "");
  }

  private static ValueReader list(ValueReader element) {
    return in -> {
      if (in.token() != JsonToken.START_ARRAY) {
        throw in.wrongType("a list", "");
      }
      List<Object> values = new ArrayList<>();
      in.path.list();
      in.path.element(0);
      for (JsonToken token = in.next(); token != JsonToken.END_ARRAY; token = in.next()) {
        values.add(token == JsonToken.VALUE_NULL ? null : element.read(in));
        in.path.element(values.size());
      }
      in.path.leave();
      return new GenericArrayData(values.toArray());
    };
  }

  private static ValueReader map(ValueReader value) {
    return in -> {
      if (in.token() != JsonToken.START_OBJECT) {
        throw in.wrongType("an object", "");
      }
      List<Object> keys = new ArrayList<>();
      List<Object> values = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      while (in.next() == JsonToken.FIELD_NAME) {
        String key = in.name();
        in.path.key(key);
        if (!seen.add(in.wellFormed(key))) {
          throw in.fault(Reason.DUPLICATE, "the key '" + Fault.shown(key) + "' comes twice");
        }
        keys.add(UTF8String.fromString(key));
        values.add(in.next() == JsonToken.VALUE_NULL ? null : value.read(in));
        in.path.leave();
      }
      return new ArrayBasedMapData(
          new GenericArrayData(keys.toArray()), new GenericArrayData(values.toArray()));
    };
  }
}
