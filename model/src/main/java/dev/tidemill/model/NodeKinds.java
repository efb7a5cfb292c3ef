package dev.tidemill.model;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The kinds of nodes that exist. The engine provides them through {@link ServiceLoader}. */
public interface NodeKinds {

  /** All kinds, of every slice, sources first, then targets, then transforms by theme. */
  List<NodeKind> all();

  /** The kind of this role and name. */
  default Optional<NodeKind> find(Node.Role role, String name) {
    return all().stream()
        .filter(kind -> kind.role() == role && kind.name().equals(name))
        .findFirst();
  }

  /**
   * The kinds on the class path.
   *
   * @throws IllegalStateException if there is no engine on the class path
   */
  static NodeKinds onClassPath() {
    return ServiceLoader.load(NodeKinds.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No provider of NodeKinds on the class path"));
  }
}
