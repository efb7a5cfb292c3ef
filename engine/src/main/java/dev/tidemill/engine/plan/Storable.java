package dev.tidemill.engine.plan;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.types.AnsiIntervalType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/** Which types a table can hold, and which values go into which column without loss. */
final class Storable {

  private Storable() {}

  /** Why a table cannot hold a column. */
  static Optional<Fault> fault(StructField field) {
    DataType type = field.dataType();
    String column = "column '" + field.name() + "'";
    if (contains(type, VariantType.class)) {
      return Optional.of(
          Fault.of(
              "variant-v3",
              column + " is a variant, which tables of format v2 cannot hold",
              "write to_json(" + field.name() + ")",
              field.name()));
    }
    if (contains(type, NullType.class)) {
      return Optional.of(
          Fault.of(
              "type-mismatch",
              column + " is null in every row, so it has no type",
              "write CAST(NULL AS string), or another type",
              field.name()));
    }
    if (contains(type, AnsiIntervalType.class) || contains(type, CalendarIntervalType.class)) {
      return Optional.of(
          Fault.of(
              "type-mismatch",
              column + " is an " + type.simpleString() + ", which tables cannot hold",
              "write it as a number: timestampdiff(SECOND, from, to)",
              field.name()));
    }
    return Optional.empty();
  }

  private static boolean contains(DataType type, Class<?> kind) {
    if (kind.isInstance(type)) {
      return true;
    }
    if (type instanceof ArrayType list) {
      return contains(list.elementType(), kind);
    }
    if (type instanceof MapType map) {
      return contains(map.keyType(), kind) || contains(map.valueType(), kind);
    }
    return type instanceof StructType struct
        && Arrays.stream(struct.fields()).anyMatch(field -> contains(field.dataType(), kind));
  }

  /** Why the values of a plan's column do not go into the column of a table or a stream. */
  static Optional<Fault> mismatch(String kind, StructField given, StructField wanted) {
    if (fits(given.dataType(), wanted.dataType())) {
      return Optional.empty();
    }
    String type = TypeNames.of(wanted.dataType());
    return Optional.of(
        Fault.of(
            "type-mismatch",
            "column '%s' is %s in the %s, but %s in the plan"
                .formatted(wanted.name(), type, kind, TypeNames.of(given.dataType())),
            "change one of them; CAST(" + given.name() + " AS …) in a derivedColumn says how",
            given.name()));
  }

  /** Whether each value of a type is one of another, too. */
  private static boolean fits(DataType given, DataType wanted) {
    if (nullable(given).equals(nullable(wanted)) || given instanceof NullType) {
      return true;
    }
    if (wanted instanceof DecimalType decimal) {
      return given instanceof DecimalType from && decimal.isWiderThan(from);
    }
    if (wanted.equals(DataTypes.LongType)) {
      return isSmallInteger(given) || given.equals(DataTypes.IntegerType);
    }
    if (wanted.equals(DataTypes.IntegerType)) {
      return isSmallInteger(given);
    }
    return wanted.equals(DataTypes.DoubleType) && given.equals(DataTypes.FloatType);
  }

  private static boolean isSmallInteger(DataType type) {
    return type.equals(DataTypes.ByteType) || type.equals(DataTypes.ShortType);
  }

  /** The same type with nulls allowed everywhere. */
  static DataType nullable(DataType type) {
    if (type instanceof StructType struct) {
      return new StructType(
          Arrays.stream(struct.fields())
              .map(f -> new StructField(f.name(), nullable(f.dataType()), true, f.metadata()))
              .toArray(StructField[]::new));
    }
    if (type instanceof ArrayType list) {
      return DataTypes.createArrayType(nullable(list.elementType()), true);
    }
    if (type instanceof MapType map) {
      return DataTypes.createMapType(map.keyType(), nullable(map.valueType()), true);
    }
    return type;
  }
}
