package dev.tidemill.engine.decode;

import static dev.tidemill.engine.decode.Columns.column;
import static dev.tidemill.engine.decode.Columns.required;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.SharedSpark;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.ColumnType.Primitive;
import dev.tidemill.model.Stream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class DecodeTest {

  private static final Stream ORDERS =
      Columns.stream(
          "orders",
          Columns.struct(
              required("id", Primitive.LONG),
              column("name", Primitive.STRING),
              column("at", Columns.iso()),
              column("day", Columns.date()),
              column("price", new ColumnType.Decimal(10, 2)),
              column("any", Primitive.VARIANT),
              column("bytes", Primitive.BINARY),
              column("tags", new ColumnType.MapOf(Primitive.INT)),
              column(
                  "lines",
                  new ColumnType.ListOf(Columns.struct(column("sku", Primitive.STRING))))));

  private static Dataset<Row> messages(String... messages) {
    List<Row> rows = new ArrayList<>();
    for (String message : messages) {
      rows.add(
          RowFactory.create(
              (Object) (message == null ? null : message.getBytes(StandardCharsets.UTF_8))));
    }
    return SharedSpark.session()
        .createDataFrame(rows, new StructType().add("value", DataTypes.BinaryType))
        .repartition(2);
  }

  private static Dataset<Row> decoded(String... messages) {
    return messages(messages).select(Decode.column(col("value"), ORDERS).as("decoded"));
  }

  @Test
  void givesRowsOfEveryType() {
    Dataset<Row> rows =
        decoded(
                "{\"id\":1,\"name\":\"Żółw\",\"at\":\"2026-11-22T03:15:00Z\",\"day\":\"2026-11-22\","
                    + "\"price\":1.5,\"any\":{\"b\":[1,\"x\"]},\"bytes\":\"aGk=\",\"tags\":{\"a\":1,"
                    + "\"b\":null},\"lines\":[{\"sku\":\"s\"},null]}")
            .select("decoded.row.*")
            .selectExpr(
                "id",
                "name",
                "at",
                "day",
                "price",
                "to_json(any)",
                "cast(bytes as string)",
                "tags",
                "lines");
    assertThat(rows.toJSON().collectAsList())
        .containsExactly(
            "{\"id\":1,\"name\":\"Żółw\",\"at\":\"2026-11-22T03:15:00.000Z\",\"day\":\"2026-11-22\","
                + "\"price\":1.50,\"to_json(any)\":\"{\\\"b\\\":[1,\\\"x\\\"]}\","
                + "\"bytes\":\"hi\",\"tags\":{\"a\":1,\"b\":null},"
                + "\"lines\":[{\"sku\":\"s\"},null]}");
  }

  @Test
  void givesTheReasonWhereThereIsNoRow() {
    List<Row> rows =
        decoded("{\"id\":\"5\"}", null, "{\"id\":1}")
            .filter("decoded.bad is not null")
            .selectExpr("decoded.row", "decoded.bad.*")
            .orderBy("reason")
            .collectAsList();
    assertThat(rows)
        .containsExactly(
            RowFactory.create(null, "empty", null, "the message is null"),
            RowFactory.create(null, "wrong-type", "id", "wanted long, found the text '5'"));
  }

  @Test
  void whatIsReadOfTheRowDoesNotChangeTheVerdict() {
    String badPrice = "{\"id\":1,\"price\":\"cheap\"}";
    assertThat(decoded(badPrice).select("decoded.row.id").collectAsList())
        .containsExactly(RowFactory.create((Object) null));
    assertThat(decoded(badPrice).filter("decoded.bad is null").agg(count(lit(1))).first().get(0))
        .isEqualTo(0L);
  }

  @Test
  void agreesWithTheDecoderWithoutGeneratedCode() {
    JsonDecoder decoder = new JsonDecoder(ORDERS.columns(), 1 << 20);
    String[] messages = {"{\"id\":1}", "{\"id\":1,\"day\":5}", "[]", "", "{\"id\":1}x", "{}"};
    List<String> reasons =
        decoded(messages).selectExpr("decoded.bad.reason").as(Encoders.STRING()).collectAsList();
    assertThat(reasons)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(messages)
                .map(message -> decoder.decode(message.getBytes(StandardCharsets.UTF_8)))
                .map(decoded -> decoded instanceof Decoded.Bad bad ? bad.reason() : null)
                .toList());
    SharedSpark.session().conf().set("spark.sql.codegen.wholeStage", "false");
    SharedSpark.session().conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    try {
      assertThat(
              decoded(messages)
                  .selectExpr("decoded.bad.reason")
                  .as(Encoders.STRING())
                  .collectAsList())
          .containsExactlyInAnyOrderElementsOf(reasons);
    } finally {
      SharedSpark.session().conf().unset("spark.sql.codegen.wholeStage");
      SharedSpark.session().conf().unset("spark.sql.codegen.factoryMode");
    }
  }

  @Test
  void agreesWithTheDecoderOnTheSuite() {
    JsonDecoder decoder = new JsonDecoder(ORDERS.columns(), 1 << 20);
    List<Row> rows = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (byte[] file : JsonTestSuiteTest.files().values()) {
      rows.add(RowFactory.create((Object) file));
      Decoded decoded = decoder.decode(file);
      expected.add(decoded instanceof Decoded.Bad bad ? bad.reason() + bad.detail() : "");
    }
    List<String> verdicts =
        SharedSpark.session()
            .createDataFrame(rows, new StructType().add("value", DataTypes.BinaryType))
            .repartition(2)
            .select(Decode.column(col("value"), ORDERS).as("decoded"))
            .selectExpr("coalesce(decoded.bad.reason || decoded.bad.detail, '')")
            .as(Encoders.STRING())
            .collectAsList();
    assertThat(verdicts).containsExactlyInAnyOrderElementsOf(expected);
  }
}
