package dev.tidemill.engine;

import java.util.OptionalLong;

/**
 * Rows that a node took, gave and did not give in one batch. An empty count was not counted and
 * shows as "–".
 *
 * @param node the node's id
 * @param nulled values that a cast turned into null
 * @param dead messages that could not be decoded
 */
public record NodeCounts(
    String node,
    OptionalLong in,
    OptionalLong out,
    OptionalLong dropped,
    OptionalLong nulled,
    OptionalLong dead) {

  /** Nothing counted. */
  public static NodeCounts unknown(String node) {
    OptionalLong none = OptionalLong.empty();
    return new NodeCounts(node, none, none, none, none, none);
  }
}
