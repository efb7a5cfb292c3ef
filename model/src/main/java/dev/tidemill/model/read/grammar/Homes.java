package dev.tidemill.model.read.grammar;

import java.util.List;
import java.util.Optional;

/** Where a key does belong that stands in the wrong place. */
final class Homes {

  private Homes() {}

  /** {@code the job}, for example; empty if no block has such a key. */
  static Optional<String> of(String key, String home) {
    if (home.equals(NodeShape.HOME) && key.equals("input")) {
      return Optional.of("transforms and targets: a source is where rows begin");
    }
    List<BlockShape> blocks = home.equals(NodeShape.HOME) ? Grammar.jobFirst() : Grammar.things();
    List<String> homes =
        blocks.stream()
            .filter(block -> block.child(key).isPresent() && !block.home().equals(home))
            .map(BlockShape::home)
            .distinct()
            .limit(home.equals(NodeShape.HOME) ? 1 : 3)
            .toList();
    return homes.isEmpty() || key.equals("description")
        ? Optional.empty()
        : Optional.of(Words.or(homes));
  }
}
