package dev.tidemill.engine.run;

import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.SourcePosition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ranges of a job's sources, by their places. */
final class Ranges {

  private final List<Source> sources;

  Ranges(List<Source> sources) {
    this.sources = sources;
  }

  /**
   * The range of the next batch.
   *
   * @param at the positions where it ends
   */
  record Next(Map<String, SourceRange> ranges, Map<String, SourcePosition> at, boolean isNothing) {}

  /** Where a job begins that never ran. */
  Map<String, SourcePosition> start() {
    Map<String, SourcePosition> at = new TreeMap<>();
    sources.forEach(source -> at.put(source.place(), source.start()));
    return at;
  }

  /** The positions of a bookmark for the sources read now: new ones begin as they ask for. */
  Map<String, SourcePosition> withNew(Bookmark from) {
    Map<String, SourcePosition> at = new TreeMap<>();
    for (Source source : sources) {
      SourcePosition known = from.at().get(source.place());
      at.put(source.place(), known == null ? source.start() : known);
    }
    return at;
  }

  /** What is new since a bookmark that knows all sources. */
  Next next(Bookmark from) {
    Map<String, SourceRange> ranges = new TreeMap<>();
    Map<String, SourcePosition> at = new TreeMap<>();
    boolean nothing = true;
    for (Source source : sources) {
      SourcePosition last = from.at().get(source.place());
      SourceRange next = source.next(last);
      ranges.put(source.place(), next);
      at.put(source.place(), next.end());
      nothing &= !next.isNewSince(last);
    }
    return new Next(ranges, at, nothing);
  }

  /** A range that others have taken, for a target that has not. */
  Map<String, SourceRange> again(Bookmark own, Bookmark to) {
    Map<String, SourceRange> ranges = new TreeMap<>();
    for (Source source : sources) {
      SourcePosition end = to.at().get(source.place());
      // Without an end a runner with another definition took the batch, and did not read this.
      ranges.put(source.place(), end == null ? source.unread() : again(source, own, to, end));
    }
    return ranges;
  }

  private static SourceRange again(Source source, Bookmark own, Bookmark to, SourcePosition end) {
    SourcePosition begin = own.at().get(source.place());
    if (begin == null) {
      // The batch in which a source is new only notes where it begins.
      begin = own.batch() + 1 == to.batch() ? end : source.start();
    }
    return source.again(begin, end);
  }

  /** Every target is at a bookmark. */
  void taken(Bookmark bookmark) {
    for (Source source : sources) {
      SourcePosition at = bookmark.at().get(source.place());
      if (at != null) {
        source.taken(at);
      }
    }
  }
}
