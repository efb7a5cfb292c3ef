package dev.tidemill.model.change;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.grammar.Value.Fields;
import java.util.List;
import java.util.Optional;

/**
 * What is different between the definition that runs and the next one. What only a rehearsal, a
 * build or AWS looks at is no difference.
 *
 * @param applied what a running pipeline takes without a restart, in the order of the blocks
 * @param refused what it does not take, by position; then it goes on with the running definition
 */
public record Changes(List<Change> applied, List<Finding> refused) {

  public Changes {
    applied = List.copyOf(applied);
    refused = List.copyOf(refused);
  }

  /** The differences; a refusal stands at the thing that it is about. */
  public static Changes between(Pipeline running, Pipeline next) {
    return new Comparison(running, next, path -> Optional.empty()).changes();
  }

  /**
   * The same; a refusal stands at its key.
   *
   * @param next without errors
   */
  public static Changes between(Pipeline running, Checked next) {
    Fields definition = next.definition().orElseThrow();
    return new Comparison(
            running,
            next.pipeline().orElseThrow(),
            path -> place(definition, path.split("\\.", -1)))
        .changes();
  }

  /** Where a key is written, or the nearest thing around it that is. */
  private static Optional<Position> place(Fields definition, String[] path) {
    Optional<Position> place = Optional.empty();
    Fields at = definition;
    for (String key : path) {
      Optional<Position> below = Optional.ofNullable(at.keys().get(key));
      if (below.isEmpty()) {
        break;
      }
      place = below;
      at = at.fields(key);
    }
    return place;
  }
}
