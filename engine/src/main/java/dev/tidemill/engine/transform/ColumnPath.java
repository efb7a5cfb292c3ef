package dev.tidemill.engine.transform;

import java.util.ArrayList;
import java.util.List;

/** Paths of columns as the definition writes them, and names as Spark wants them quoted. */
public final class ColumnPath {

  private ColumnPath() {}

  /** A name in back-quotes, so that Spark takes it as one name whatever is in it. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** The one name of a path, or null if the path leads into a struct. */
  static String single(String path) {
    List<String> names = names(path);
    return names.size() == 1 ? names.get(0) : null;
  }

  /** The names along a path; back-quotes are taken off. */
  public static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '`' && quoted && i + 1 < path.length() && path.charAt(i + 1) == '`') {
        name.append(c);
        i++;
      } else if (c == '`') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString());
    return names;
  }
}
