package dev.tidemill.engine.source;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Messages of a topic that are there to be read.
 *
 * @param from by partition, the offset of the first message
 * @param to by partition, the offset after the last message; the same partitions as in {@code from}
 */
public record StreamRange(
    String topic, String topicId, SortedMap<Integer, Long> from, SortedMap<Integer, Long> to) {

  public StreamRange(String topic, String topicId, Map<Integer, Long> from, Map<Integer, Long> to) {
    this(topic, topicId, new TreeMap<>(from), new TreeMap<>(to));
  }

  public StreamRange {
    from = Collections.unmodifiableSortedMap(new TreeMap<>(from));
    to = Collections.unmodifiableSortedMap(new TreeMap<>(to));
    if (!from.keySet().equals(to.keySet())) {
      throw new IllegalArgumentException("Partitions differ: " + from + ", " + to);
    }
  }

  /** No messages. */
  public static StreamRange empty(String topic, String topicId) {
    return new StreamRange(topic, topicId, Map.of(), Map.of());
  }

  /** How many offsets lie in it; markers of transactions and deleted messages have some too. */
  public long width() {
    return to.keySet().stream().mapToLong(at -> to.get(at) - from.get(at)).sum();
  }

  /** Whether no offset lies in it. If one does, there still may be no message. */
  public boolean isEmpty() {
    return from.equals(to);
  }
}
