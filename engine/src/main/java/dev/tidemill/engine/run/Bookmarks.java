package dev.tidemill.engine.run;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.commit.Bookmark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the targets of a job said when they were asked for their bookmarks.
 *
 * @param found of each target, in order
 */
record Bookmarks(List<Target> targets, List<Optional<Bookmark>> found) {

  static Bookmarks ask(List<Target> targets) {
    List<Optional<Bookmark>> found = new ArrayList<>();
    targets.forEach(target -> found.add(target.bookmark()));
    return new Bookmarks(targets, found);
  }

  /**
   * The one with the greatest batch; empty: the job is new.
   *
   * @throws EngineException {@code [diverged]} if two differ that are of one batch
   */
  Optional<Bookmark> greatest() {
    Optional<Bookmark> greatest =
        found.stream().flatMap(Optional::stream).max(Comparator.comparingLong(Bookmark::batch));
    for (int i = 0; i < found.size(); i++) {
      Optional<Bookmark> other = found.get(i);
      if (other.isPresent()
          && other.get().batch() == greatest.orElseThrow().batch()
          && !other.equals(greatest)) {
        throw new EngineException(
            "diverged",
            targets.get(i).name()
                + " holds another batch "
                + other.get().batch()
                + " than the other targets: two runners with different definitions");
      }
    }
    return greatest;
  }

  /** The index of the first target that is not at this bookmark; -1: there is none. */
  int firstBehind(Bookmark greatest) {
    return found.indexOf(
        found.stream()
            .filter(bookmark -> !bookmark.equals(Optional.of(greatest)))
            .findFirst()
            .orElse(null));
  }
}
