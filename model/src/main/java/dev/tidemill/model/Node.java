package dev.tidemill.model;

import java.util.Map;

/**
 * A source, a transform or a target of a job.
 *
 * @param inputs by alias, in the order of the file; a lone input's alias is the id of its node
 * @param fields the kind's fields, resolved, defaults included: {@code String}, {@code Long},
 *     {@code Double}, {@code Boolean}, {@code Duration}, {@code Instant}, {@link Sql}, {@link
 *     ColumnType.Struct}, and lists and ordered maps of these, as the {@link NodeKind} says
 * @param positions of the fields given in the file, by name
 */
public record Node(
    String id,
    Role role,
    String kind,
    Map<String, Input> inputs,
    Map<String, Object> fields,
    Map<String, Position> positions,
    Position position) {

  /** What a node does in its job. */
  public enum Role {
    SOURCE,
    TRANSFORM,
    TARGET
  }

  /**
   * Where rows come from.
   *
   * @param output the name of the output, or empty text where the node has but one
   */
  public record Input(String node, String output) {}
}
