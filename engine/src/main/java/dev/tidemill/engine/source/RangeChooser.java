package dev.tidemill.engine.source;

import dev.tidemill.engine.commit.StreamPosition;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Chooses which messages of a topic a batch reads. Pure; Spark's reader knows only fail or ignore.
 */
public final class RangeChooser {

  private final String topic;
  private final TopicState state;
  private final SortedMap<Integer, Long> from = new TreeMap<>();
  private final List<String> notices = new ArrayList<>();
  private long expired;

  private RangeChooser(String topic, TopicState state) {
    this.topic = topic;
    this.state = state;
  }

  /**
   * A new range: from a position to what is stable now.
   *
   * @param maximum offsets in the range at most; shared out by backlog
   */
  public static Chosen next(String topic, StreamPosition from, TopicState state, long maximum) {
    RangeChooser chooser = new RangeChooser(topic, state);
    chooser.begin(from, state.end());
    SortedMap<Integer, Long> to = limit(chooser.from, state.end(), maximum);
    return chooser.chosen(to, new StreamPosition(state.topicId(), to));
  }

  /** The range of a batch that others have taken already, as far as it is still there. */
  public static Chosen again(
      String topic, StreamPosition from, StreamPosition to, TopicState state) {
    RangeChooser chooser = new RangeChooser(topic, state);
    if (!to.topicId().equals(state.topicId())) {
      chooser.lost(from, to);
      return new Chosen(
          StreamRange.empty(topic, state.topicId()), to, chooser.expired, chooser.notices);
    }
    SortedMap<Integer, Long> end = new TreeMap<>(to.offsets());
    end.keySet().retainAll(state.end().keySet());
    end.replaceAll((partition, offset) -> Math.min(offset, state.end().get(partition)));
    chooser.begin(from, end);
    return chooser.chosen(end, to);
  }

  private void begin(StreamPosition position, SortedMap<Integer, Long> end) {
    boolean recreated = !position.topicId().equals(state.topicId());
    if (recreated) {
      notices.add(
          "[topic-recreated] topic " + topic + " was deleted and created again: read from 0 on");
    }
    end.forEach(
        (partition, last) -> {
          long offset = recreated ? 0 : position.offsets().getOrDefault(partition, 0L);
          from.put(partition, clamp(partition, offset, last));
        });
  }

  private long clamp(int partition, long offset, long end) {
    long earliest = Math.min(state.earliest().getOrDefault(partition, 0L), end);
    if (offset < earliest) {
      expired += earliest - offset;
      notices.add(
          "[expired] %s/%d: offsets %d to %d were deleted before they were read"
              .formatted(topic, partition, offset, earliest - 1));
      return earliest;
    }
    if (offset > end) {
      notices.add(
          "[truncated] %s/%d: read up to offset %d, but the topic ends at %d: goes on there"
              .formatted(topic, partition, offset, end));
      return end;
    }
    return offset;
  }

  private void lost(StreamPosition from, StreamPosition to) {
    boolean same = from.topicId().equals(to.topicId());
    to.offsets()
        .forEach(
            (partition, end) ->
                expired += end - (same ? from.offsets().getOrDefault(partition, 0L) : 0));
    notices.add(
        "[expired] topic %s was deleted and created again: %d offsets are gone"
            .formatted(topic, expired));
  }

  private Chosen chosen(Map<Integer, Long> to, StreamPosition position) {
    return new Chosen(
        new StreamRange(topic, state.topicId(), from, to), position, expired, notices);
  }

  private static SortedMap<Integer, Long> limit(
      SortedMap<Integer, Long> from, SortedMap<Integer, Long> end, long maximum) {
    long backlog = 0;
    for (Map.Entry<Integer, Long> partition : from.entrySet()) {
      backlog += end.get(partition.getKey()) - partition.getValue();
    }
    SortedMap<Integer, Long> limited = new TreeMap<>(end);
    if (backlog > maximum) {
      long all = backlog;
      limited.replaceAll(
          (partition, last) ->
              from.get(partition) + share(last - from.get(partition), maximum, all));
    }
    return limited;
  }

  /** At least one where there is something: else a lone message beside a flood would wait. */
  private static long share(long waiting, long maximum, long backlog) {
    BigInteger share =
        BigInteger.valueOf(waiting)
            .multiply(BigInteger.valueOf(maximum))
            .divide(BigInteger.valueOf(backlog));
    return Math.min(waiting, Math.max(1, share.longValueExact()));
  }
}
