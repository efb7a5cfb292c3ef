package dev.tidemill.engine.plan;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.types.variant.VariantBuilder;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.unsafe.types.VariantVal;

/** A row that holds nothing, yet no null where none may be. */
final class BlankRow {

  private BlankRow() {}

  static InternalRow of(StructType type) {
    return new GenericInternalRow(
        Arrays.stream(type.fields())
            .map(field -> field.nullable() ? null : of(field.dataType()))
            .toArray(Object[]::new));
  }

  private static Object of(DataType type) {
    if (type instanceof StructType struct) {
      return of(struct);
    }
    if (type instanceof StringType) {
      return UTF8String.EMPTY_UTF8;
    }
    if (type instanceof BinaryType) {
      return new byte[0];
    }
    if (type instanceof ArrayType) {
      return nothing();
    }
    if (type instanceof MapType) {
      return new ArrayBasedMapData(nothing(), nothing());
    }
    return type instanceof VariantType ? nullVariant() : zero(type);
  }

  private static Object zero(DataType type) {
    if (type instanceof BooleanType) {
      return false;
    }
    if (type instanceof IntegerType || type instanceof DateType) {
      return 0;
    }
    if (type instanceof FloatType) {
      return 0f;
    }
    if (type instanceof DoubleType) {
      return 0d;
    }
    if (type instanceof DecimalType decimal) {
      return Decimal.apply(0L, decimal.precision(), decimal.scale());
    }
    return 0L;
  }

  private static GenericArrayData nothing() {
    return new GenericArrayData(new Object[0]);
  }

  private static VariantVal nullVariant() {
    VariantBuilder builder = new VariantBuilder(false);
    builder.appendNull();
    Variant variant = builder.result();
    return new VariantVal(variant.getValue(), variant.getMetadata());
  }
}
