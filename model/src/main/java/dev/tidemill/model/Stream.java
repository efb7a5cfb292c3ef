package dev.tidemill.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A stream of events: a Kafka topic.
 *
 * @param columns the shape of a message
 * @param key the column whose value is the record key of what jobs write
 * @param topic the topic's name
 * @param connection the id of the {@link KafkaConnection} to whose Kafka it belongs; empty: our
 *     own, on AWS what {@link AwsSettings#streams()} says
 */
public record Stream(
    String id,
    ColumnType.Struct columns,
    int partitions,
    Duration retention,
    DataSize maxMessage,
    Optional<String> key,
    String topic,
    Optional<String> connection,
    OnBadRecord onBadRecord,
    List<Store.Samples> samples,
    Position position) {

  /** What a job does with a message that cannot be decoded. */
  public enum OnBadRecord {
    DEAD_LETTER,
    FAIL,
    DROP
  }
}
