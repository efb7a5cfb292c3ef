package dev.tidemill.engine.redrive;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a message stood that was bad.
 *
 * @param topicId tells it from one of a topic of the same name that was deleted; empty: of either
 */
record Letter(String topic, String topicId, int partition, long offset) {

  /** As users know it. */
  String id() {
    return topic + "/" + partition + "/" + offset;
  }

  /** The SQL condition that holds for the rows of these. */
  static String condition(Collection<Letter> letters) {
    Map<String, List<Letter>> byPartition =
        letters.stream()
            .collect(
                Collectors.groupingBy(
                    Letter::partitionCondition, TreeMap::new, Collectors.toList()));
    return byPartition.entrySet().stream()
        .map(some -> some.getKey() + " AND `offset` IN (" + offsets(some.getValue()) + ")")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String partitionCondition() {
    return "topic = "
        + literal(topic)
        + (topicId.isEmpty() ? "" : " AND topicId = " + literal(topicId))
        + " AND `partition` = "
        + partition;
  }

  private static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String offsets(List<Letter> letters) {
    return letters.stream()
        .map(letter -> Long.toString(letter.offset()))
        .collect(Collectors.joining(", "));
  }
}
