package dev.tidemill.engine.decode;

import dev.tidemill.model.ColumnType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The types of the definition as Spark's. */
public final class SparkTypes {

  private SparkTypes() {}

  /** Columns in order, nullable unless required, with their comments. */
  public static StructType of(ColumnType.Struct struct) {
    return new StructType(
        struct.columns().stream().map(SparkTypes::field).toArray(StructField[]::new));
  }

  /** One type; elements of lists and values of maps may be null. */
  public static DataType of(ColumnType type) {
    if (type instanceof ColumnType.Primitive primitive) {
      return of(primitive);
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
    }
    if (type instanceof ColumnType.Timestamp) {
      return DataTypes.TimestampType;
    }
    if (type instanceof ColumnType.Date) {
      return DataTypes.DateType;
    }
    if (type instanceof ColumnType.ListOf list) {
      return DataTypes.createArrayType(of(list.element()), true);
    }
    if (type instanceof ColumnType.MapOf map) {
      return DataTypes.createMapType(DataTypes.StringType, of(map.value()), true);
    }
    return of((ColumnType.Struct) type);
  }

  private static DataType of(ColumnType.Primitive type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case BOOLEAN -> DataTypes.BooleanType;
      case BINARY -> DataTypes.BinaryType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case FLOAT -> DataTypes.FloatType;
      case DOUBLE -> DataTypes.DoubleType;
      case LOCAL_TIMESTAMP -> DataTypes.TimestampNTZType;
      case VARIANT -> DataTypes.VariantType;
    };
  }

  private static StructField field(ColumnType.Column column) {
    StructField field =
        new StructField(column.name(), of(column.type()), !column.required(), Metadata.empty());
    return column.comment().map(field::withComment).orElse(field);
  }
}
