package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;

/**
 * Where in the definition something is read.
 *
 * @param path {@code jobs.sales.nodes.paid.transform}
 * @param label what messages call it: {@code job sales}, {@code memory}
 * @param position of its key
 */
public record Place(String path, String label, Position position) {

  /** A key below, called by its name. */
  public Place key(String name, Position keyPosition) {
    return named(name, name, keyPosition);
  }

  /** A key below that has a label of its own. */
  public Place named(String name, String newLabel, Position keyPosition) {
    return new Place(path.isEmpty() ? name : path + "." + name, newLabel, keyPosition);
  }

  /** As the place of a finding. */
  public At at() {
    return new At(path, position, "");
  }
}
