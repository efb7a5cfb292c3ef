package dev.tidemill.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One batch that every target of its job has taken.
 *
 * @param batch its number in the job, from 1
 * @param start the end of the batch before
 * @param end the window's due time
 * @param took from choosing the range to the last commit
 * @param nodes in the order of the file
 * @param catchUp whether another run had begun this batch and this one finished it for the targets
 *     behind
 * @param expired messages of its streams that were deleted before they were read, at most: offsets
 *     are counted. They are lost
 * @param notices what a user should know of it, a line each: {@code [expired] …}
 */
public record BatchReport(
    String job,
    long batch,
    Instant start,
    Instant end,
    Duration took,
    List<NodeCounts> nodes,
    boolean catchUp,
    long expired,
    List<String> notices) {

  public BatchReport {
    nodes = List.copyOf(nodes);
    notices = List.copyOf(notices);
  }
}
