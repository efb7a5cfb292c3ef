package dev.tidemill.engine.source;

import dev.tidemill.engine.commit.StreamPosition;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A range that was chosen.
 *
 * @param position where it ends, for the bookmark
 * @param expired messages that were no longer there, at most: offsets are counted
 * @param notices what was off with the topic, a line each
 */
public record Chosen(
    StreamRange range, StreamPosition position, long expired, List<String> notices) {

  public Chosen {
    notices = List.copyOf(notices);
  }

  /**
   * Whether there is anything to commit. A position that was set back must be committed too, or
   * what comes next would be skipped.
   */
  public boolean isNewSince(StreamPosition last) {
    SortedMap<Integer, Long> known = new TreeMap<>(position.offsets());
    known.keySet().retainAll(last.offsets().keySet());
    return !range.isEmpty()
        || !last.topicId().equals(position.topicId())
        || !last.offsets().equals(known);
  }
}
