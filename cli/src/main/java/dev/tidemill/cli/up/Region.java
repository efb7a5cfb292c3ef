package dev.tidemill.cli.up;

import java.io.PrintStream;
import java.util.List;

/** The last lines of a terminal, which are printed anew in place. */
final class Region {

  private final PrintStream out;
  private List<String> shown = List.of();

  Region(PrintStream out) {
    this.out = out;
  }

  /** Shows these instead of what was shown. Each must fit into the width. */
  void show(List<String> lines) {
    if (lines.equals(shown)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    if (!shown.isEmpty()) {
      text.append("\u001b[").append(shown.size()).append('A');
    }
    text.append("\r\u001b[J");
    lines.forEach(line -> text.append(line).append('\n'));
    shown = List.copyOf(lines);
    out.print(text);
    out.flush();
  }

  /** What was shown stays; the next goes below. */
  void leave() {
    shown = List.of();
  }
}
