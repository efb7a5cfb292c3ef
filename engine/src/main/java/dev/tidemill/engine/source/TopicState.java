package dev.tidemill.engine.source;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a topic holds now.
 *
 * @param earliest by partition, the first offset that is still there
 * @param end by partition, the last stable offset: no transaction is open before it
 */
public record TopicState(
    String topicId, SortedMap<Integer, Long> earliest, SortedMap<Integer, Long> end) {

  public TopicState(String topicId, Map<Integer, Long> earliest, Map<Integer, Long> end) {
    this(topicId, new TreeMap<>(earliest), new TreeMap<>(end));
  }

  public TopicState {
    earliest = Collections.unmodifiableSortedMap(new TreeMap<>(earliest));
    end = Collections.unmodifiableSortedMap(new TreeMap<>(end));
  }
}
