package dev.tidemill.model.change;

/**
 * One difference between two definitions.
 *
 * @param path of the thing, its node or its key: {@code jobs.executions.nodes.finished}
 * @param text what a terminal shows: {@code executions.finished}, {@code reports added}
 */
public record Change(Kind kind, String path, String text) {

  /** What became of it. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  static Change of(Kind kind, String path) {
    String name = path.substring(path.indexOf('.') + 1).replace(".nodes.", ".");
    return new Change(
        kind,
        path,
        switch (kind) {
          case ADDED -> name + " added";
          case REMOVED -> name + " removed";
          case CHANGED -> name;
        });
  }
}
