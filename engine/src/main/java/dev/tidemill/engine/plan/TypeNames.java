package dev.tidemill.engine.plan;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Spark's types in the words of the definition. */
final class TypeNames {

  private TypeNames() {}

  static String of(DataType type) {
    if (type instanceof ArrayType list) {
      return "list<" + of(list.elementType()) + ">";
    }
    if (type instanceof MapType map) {
      return "map<" + of(map.keyType()) + "," + of(map.valueType()) + ">";
    }
    if (type instanceof StructType struct) {
      return Arrays.stream(struct.fields())
          .map(field -> field.name() + ":" + of(field.dataType()))
          .collect(Collectors.joining(",", "struct<", ">"));
    }
    if (type.equals(DataTypes.LongType)) {
      return "long";
    }
    if (type.equals(DataTypes.TimestampNTZType)) {
      return "localTimestamp";
    }
    return type.simpleString();
  }
}
