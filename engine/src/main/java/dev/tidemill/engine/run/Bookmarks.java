package dev.tidemill.engine.run;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.commit.Bookmark;
import java.util.ArrayList;
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
   * @param job for the message
   * @throws EngineException {@code [diverged]} if two differ that are of one batch
   */
  Optional<Bookmark> greatest(String job) {
    List<Bookmark> last = last();
    if (last.size() > 1) {
      throw new EngineException(
          "diverged",
          ("%s holds another batch %d than the other targets: two runners with different"
                  + " definitions. 'tidemill job start %s --go-on' lets each target go on from"
                  + " where it is")
              .formatted(
                  targets.get(found.indexOf(Optional.of(last.get(1)))).name(),
                  last.get(0).batch(),
                  job));
    }
    return last.stream().findFirst();
  }

  /** A batch that ends behind all of those that differ; empty: none do. */
  Optional<Bookmark> together() {
    List<Bookmark> last = last();
    return last.size() < 2 ? Optional.empty() : last.stream().reduce(Bookmark::beyond);
  }

  /** The different bookmarks of the greatest batch, in the order of the targets. */
  private List<Bookmark> last() {
    long batch =
        found.stream().flatMap(Optional::stream).mapToLong(Bookmark::batch).max().orElse(-1);
    return found.stream()
        .flatMap(Optional::stream)
        .filter(bookmark -> bookmark.batch() == batch)
        .distinct()
        .toList();
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
