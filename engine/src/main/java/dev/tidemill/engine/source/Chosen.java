package dev.tidemill.engine.source;

import dev.tidemill.engine.commit.StreamPosition;
import java.util.List;

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
}
