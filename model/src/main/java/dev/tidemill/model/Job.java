package dev.tidemill.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph of nodes.
 *
 * @param every the micro-batch window; windows begin at whole multiples of it since 1970 UTC
 * @param nodes by id, in the order of the file
 */
public record Job(
    String id,
    boolean enabled,
    Optional<Duration> every,
    Map<String, Node> nodes,
    Position position) {

  /** The nodes of one role, in the order of the file. */
  public List<Node> nodes(Node.Role role) {
    return nodes.values().stream().filter(node -> node.role() == role).toList();
  }
}
