package dev.tidemill.cli.rehearse;

import dev.tidemill.cli.text.Progress;
import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Width;
import dev.tidemill.model.Finding;
import java.io.PrintStream;
import java.util.List;

/**
 * Where a rehearsal is told: lines of one layout, on a terminal or in a pipe.
 *
 * @param width the columns of the layout; the last one stays free
 * @param cuts whether lines that are too long are cut, as on a terminal
 */
record Page(PrintStream out, Style style, Progress progress, int width, boolean cuts) {

  private static final int LABEL = 9;

  void print(String line) {
    progress.clear();
    out.println(line);
    out.flush();
  }

  /** A line that the width may cut; it holds no colours yet. */
  void row(String line) {
    print(cut(line));
  }

  String cut(String line) {
    return cuts ? Width.cut(line, width - 1) : line;
  }

  /** A label, what to say, and a short text at the right edge. */
  void step(String label, String text, String right) {
    print(before(label, text, right) + right);
  }

  /** The right text in a style, which takes no columns. */
  void step(String label, String text, String right, boolean good) {
    print(before(label, text, right) + (good ? style.good(right) : style.bad(right)));
  }

  private String before(String label, String text, String right) {
    int room = Math.max(1, width - 1 - LABEL - Width.of(right) - 2);
    String said = cuts ? Width.cut(text, room) : text;
    return Width.left(label, LABEL) + Width.left(said, room) + "  ";
  }

  /** Why something failed, and what to do; never cut. */
  void problems(List<Finding> problems) {
    for (Finding problem : problems) {
      String code = "[" + problem.code() + "]";
      print("  " + style.bad(code) + " " + Width.plain(problem.message()));
      if (!problem.hint().isEmpty()) {
        print("  " + Width.plain(problem.hint()));
      }
    }
  }
}
