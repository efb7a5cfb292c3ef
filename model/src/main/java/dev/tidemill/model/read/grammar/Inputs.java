package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import java.util.List;

/** The inputs of a node as written. */
public record Inputs(List<Ref> refs) {

  public Inputs {
    refs = List.copyOf(refs);
  }

  /**
   * One input.
   *
   * @param alias the name it was given, else the id of its node
   * @param output what stands behind the dot, or empty text
   */
  public record Ref(String alias, String node, String output, Position position) {
    /** As written. */
    public String text() {
      return output.isEmpty() ? node : node + "." + output;
    }
  }
}
