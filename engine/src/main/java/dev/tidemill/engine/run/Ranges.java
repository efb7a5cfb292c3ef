package dev.tidemill.engine.run;

import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.StreamPosition;
import dev.tidemill.engine.source.Chosen;
import dev.tidemill.engine.source.RangeChooser;
import dev.tidemill.engine.source.StreamRange;
import dev.tidemill.engine.source.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ranges of a job's streams. */
final class Ranges {

  private final Topics topics;
  private final List<SourceStream> streams;

  Ranges(Topics topics, List<SourceStream> streams) {
    this.topics = topics;
    this.streams = streams;
  }

  /**
   * The range of the next batch.
   *
   * @param chosen by topic
   * @param at the positions where it ends
   */
  record Next(Map<String, Chosen> chosen, Map<String, StreamPosition> at, boolean isNothing) {}

  /** Where a job begins that never ran. */
  Map<String, StreamPosition> start() {
    Map<String, StreamPosition> at = new TreeMap<>();
    streams.forEach(stream -> at.put(stream.place(), start(stream)));
    return at;
  }

  /** The positions of a bookmark for the streams read now: new ones begin as they ask for. */
  Map<String, StreamPosition> withNew(Bookmark from) {
    Map<String, StreamPosition> at = new TreeMap<>();
    for (SourceStream stream : streams) {
      StreamPosition known = from.at().get(stream.place());
      at.put(stream.place(), known == null ? start(stream) : known);
    }
    return at;
  }

  /** What is new since a bookmark that knows all streams. */
  Next next(Bookmark from) {
    Map<String, Chosen> chosen = new TreeMap<>();
    Map<String, StreamPosition> at = new TreeMap<>();
    boolean nothing = true;
    for (SourceStream stream : streams) {
      StreamPosition last = from.at().get(stream.place());
      Chosen next =
          RangeChooser.next(
              stream.topic(), last, topics.state(stream.topic()), stream.maxPerBatch());
      chosen.put(stream.topic(), next);
      at.put(stream.place(), next.position());
      nothing &= !next.isNewSince(last);
    }
    return new Next(chosen, at, nothing);
  }

  /** A range that others have taken, for a target that has not. */
  Map<String, Chosen> again(Bookmark own, Bookmark to) {
    Map<String, Chosen> chosen = new TreeMap<>();
    for (SourceStream stream : streams) {
      StreamPosition end = to.at().get(stream.place());
      chosen.put(stream.topic(), end == null ? unread(stream) : again(stream, own, to, end));
    }
    return chosen;
  }

  private Chosen again(SourceStream stream, Bookmark own, Bookmark to, StreamPosition end) {
    StreamPosition begin = own.at().get(stream.place());
    if (begin == null) {
      // The batch in which a stream is new only notes where it begins.
      begin = own.batch() + 1 == to.batch() ? end : start(stream);
    }
    return RangeChooser.again(stream.topic(), begin, end, topics.state(stream.topic()));
  }

  /** A runner with another definition took the batch, and did not read this stream in it. */
  private static Chosen unread(SourceStream stream) {
    return new Chosen(
        StreamRange.empty(stream.topic(), ""), new StreamPosition("", Map.of()), 0, List.of());
  }

  private StreamPosition start(SourceStream stream) {
    return topics.start(stream.topic(), stream.starting());
  }
}
