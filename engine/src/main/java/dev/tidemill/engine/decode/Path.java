package dev.tidemill.engine.decode;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Where in a message the decoder is. Kept without allocating: only faults are written out. */
final class Path {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private enum Step {
    COLUMN,
    KEY,
    ELEMENT
  }

  private Step[] steps = new Step[8];
  private String[] names = new String[8];
  private int[] elements = new int[8];
  private int depth;

  void column(String name) {
    push(Step.COLUMN, name);
  }

  void key(String name) {
    push(Step.KEY, name);
  }

  void list() {
    push(Step.ELEMENT, null);
  }

  /** Of the list that was entered last. */
  void element(int index) {
    elements[depth - 1] = index;
  }

  void leave() {
    depth--;
  }

  private void push(Step step, String name) {
    if (depth == steps.length) {
      steps = Arrays.copyOf(steps, depth * 2);
      names = Arrays.copyOf(names, depth * 2);
      elements = Arrays.copyOf(elements, depth * 2);
    }
    steps[depth] = step;
    names[depth] = name;
    depth++;
  }

  /** {@code user.address[3].zip}, or null outside of all columns. */
  String text() {
    if (depth == 0) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      switch (steps[i]) {
        case COLUMN -> text.append(i == 0 ? "" : ".").append(quoted(names[i]));
        case KEY -> text.append("['").append(Fault.shown(names[i])).append("']");
        case ELEMENT -> text.append('[').append(elements[i]).append(']');
      }
    }
    return text.toString();
  }

  private static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : "`" + name.replace("`", "``") + "`";
  }
}
