package dev.tidemill.engine.run;

import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.plan.BatchParameters;
import dev.tidemill.engine.plan.CountedPlan;
import dev.tidemill.engine.source.StreamRange;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Stream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** One range of a job's sources, and the plan over it. Planned when it is first asked for. */
final class Batch implements AutoCloseable {

  /** Plans a job over ranges, by the places of their sources. */
  interface Planner extends BiFunction<Map<String, SourceRange>, BatchParameters, CountedPlan> {}

  private final Job job;
  private final Bookmark from;
  private final Bookmark to;
  private final Map<String, SourceRange> ranges;
  private final Planner planner;
  private CountedPlan plan;

  Batch(Job job, Bookmark from, Bookmark to, Map<String, SourceRange> ranges, Planner planner) {
    this.job = job;
    this.from = from;
    this.to = to;
    this.ranges = ranges;
    this.planner = planner;
  }

  Bookmark from() {
    return from;
  }

  Bookmark to() {
    return to;
  }

  /** What it reads of a stream of the job. */
  StreamRange range(String topic) {
    return ((StreamSource.Range) ranges.get(Bookmark.stream(topic))).chosen().range();
  }

  /** What was off with the sources. */
  List<String> notices() {
    return ranges.values().stream().flatMap(range -> range.notices().stream()).toList();
  }

  /** Messages that were deleted before they were read. */
  long expired() {
    return ranges.values().stream().mapToLong(SourceRange::expired).sum();
  }

  CountedPlan plan() {
    if (plan == null) {
      plan = planner.apply(ranges, new BatchParameters(to.start(), to.end(), to.batch()));
    }
    return plan;
  }

  /** What the nodes counted so far; unknown if another runner did the writing. */
  List<NodeCounts> counts() {
    return plan != null
        ? plan.counts()
        : job.nodes().keySet().stream().map(NodeCounts::unknown).toList();
  }

  /** What it reads of a source, by its place. */
  SourceRange range(Source source) {
    return ranges.get(source.place());
  }

  /**
   * Whether it is known that a stream's range has no bad message. A plan may stop reading early
   * ({@code LIMIT}), so only a node that has seen the whole range can tell.
   */
  boolean isFreeOfBad(Stream stream) {
    long width = range(stream.topic()).width();
    return job.nodes(Node.Role.SOURCE).stream()
        .filter(node -> stream.id().equals(SourceStream.streamOf(node)))
        .flatMap(node -> counts().stream().filter(count -> count.node().equals(node.id())))
        .anyMatch(count -> count.dead().orElse(-1) == 0 && count.in().orElse(-1) == width);
  }

  /** How many messages or rows of a source node were bad; empty if that was not counted. */
  OptionalLong dead(Node source) {
    return counts().stream()
        .filter(count -> count.node().equals(source.id()))
        .map(NodeCounts::dead)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  @Override
  public void close() {
    if (plan != null) {
      plan.close();
    }
  }
}
