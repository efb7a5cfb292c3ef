package dev.tidemill.engine.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Reads with Spark's own Kafka source. It is told where to begin and to end, and never guesses. */
public final class SparkKafkaReader implements RangeReader {

  private static final StructType COLUMNS =
      StructType.fromDDL(
          "key binary, value binary, topic string, partition int, offset bigint,"
              + " timestamp timestamp, timestampType int,"
              + " headers array<struct<key: string, value: binary>>");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession session;
  private final Map<String, String> kafka;

  public SparkKafkaReader(SparkSession session, Map<String, String> kafka) {
    this.session = session;
    this.kafka = Map.copyOf(kafka);
  }

  @Override
  public Dataset<Row> read(StreamRange range) {
    if (range.isEmpty()) {
      return session.createDataFrame(java.util.List.of(), COLUMNS);
    }
    DataFrameReader reader = session.read().format("kafka");
    kafka.forEach((name, value) -> reader.option("kafka." + name, value));
    return reader
        .option("kafka.isolation.level", "read_committed")
        // With Kafka's 500 ms a parked fetch blocks the next request on the same connection.
        .option("kafka.fetch.max.wait.ms", "50")
        .option("failOnDataLoss", "true")
        .option("includeHeaders", "true")
        .option("assign", json(Map.of(range.topic(), range.from().keySet())))
        .option("startingOffsets", offsets(range.topic(), range.from()))
        .option("endingOffsets", offsets(range.topic(), range.to()))
        .load();
  }

  private static String offsets(String topic, Map<Integer, Long> offsets) {
    return json(Map.of(topic, new TreeMap<>(offsets)));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
