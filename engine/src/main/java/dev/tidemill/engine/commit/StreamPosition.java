package dev.tidemill.engine.commit;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A place in a topic.
 *
 * @param topicId as Kafka prints it; another one means that the topic was deleted and made again
 * @param offsets by partition: the offset of the next message to read
 */
public record StreamPosition(String topicId, SortedMap<Integer, Long> offsets)
    implements SourcePosition {

  public StreamPosition(String topicId, Map<Integer, Long> offsets) {
    this(topicId, new TreeMap<>(offsets));
  }

  public StreamPosition {
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
  }

  @Override
  public StreamPosition orLater(SourcePosition other) {
    if (other instanceof StreamPosition stream && stream.topicId.equals(topicId)) {
      Map<Integer, Long> later = new TreeMap<>(offsets);
      stream.offsets.forEach((partition, offset) -> later.merge(partition, offset, Math::max));
      return new StreamPosition(topicId, later);
    }
    throw new IllegalArgumentException("Not of one source: " + this + ", " + other);
  }
}
