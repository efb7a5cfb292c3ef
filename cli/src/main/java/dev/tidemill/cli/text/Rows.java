package dev.tidemill.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of text: a header and rows, two blanks between columns.
 *
 * @param header the names of the columns
 * @param rows a cell for each column
 * @param right which columns stand at the right edge of theirs
 */
public record Rows(List<String> header, List<List<String>> rows, List<Boolean> right) {

  private static final int GAP = 2;
  private static final int LEAST = 8;
  private static final int SHORT = 24;
  private static final String MORE = "  …";

  /** Whole lines, as wide as they are. */
  public List<String> lines() {
    return lines(natural());
  }

  /**
   * Lines of at most so many columns: the widest columns give way first, values of up to 24 are
   * never cut; then the last column is cut, or those that have no room are left out.
   */
  public List<String> lines(int width) {
    List<Integer> natural = natural();
    List<Integer> widths = new ArrayList<>(natural);
    while (total(widths) > width && shrink(widths, natural, total(widths) - width)) {}
    int room = width;
    while (total(widths) > room && widths.size() > 1) {
      int last = widths.remove(widths.size() - 1);
      int left = room - total(widths) - GAP;
      if (left >= LEAST) {
        widths.add(Math.min(left, last));
      } else {
        room = width - MORE.length();
      }
    }
    if (widths.size() == header.size()) {
      return lines(widths);
    }
    int used = total(widths);
    return lines(widths).stream()
        .map(line -> Width.cut(Width.left(line, used) + MORE, width))
        .toList();
  }

  /** Takes columns from the widest that can give; false if none can. */
  private boolean shrink(List<Integer> widths, List<Integer> natural, int excess) {
    int widest = -1;
    int second = 0;
    for (int i = 0; i < widths.size(); i++) {
      if (widths.get(i) > least(i, natural) && (widest < 0 || widths.get(i) > widths.get(widest))) {
        second = widest < 0 ? second : Math.max(second, widths.get(widest));
        widest = i;
      } else if (widths.get(i) > least(i, natural)) {
        second = Math.max(second, widths.get(i));
      }
    }
    if (widest < 0) {
      return false;
    }
    int now = widths.get(widest);
    int step = Math.max(1, Math.min(excess, now - second));
    widths.set(widest, Math.max(least(widest, natural), now - step));
    return true;
  }

  /** Short values, such as times, stay whole. */
  private int least(int column, List<Integer> natural) {
    return natural.get(column) <= SHORT
        ? natural.get(column)
        : Math.max(LEAST, Width.of(header.get(column)));
  }

  private List<Integer> natural() {
    return IntStream.range(0, header.size())
        .map(
            i ->
                Math.max(
                    Width.of(header.get(i)),
                    rows.stream().mapToInt(row -> Width.of(row.get(i))).max().orElse(0)))
        .boxed()
        .toList();
  }

  private static int total(List<Integer> widths) {
    return widths.stream().mapToInt(Integer::intValue).sum() + GAP * (widths.size() - 1);
  }

  private List<String> lines(List<Integer> widths) {
    List<String> lines = new ArrayList<>();
    lines.add(line(header, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.size(); i++) {
      String cell = Width.cut(cells.get(i), widths.get(i));
      line.append(i == 0 ? "" : " ".repeat(GAP))
          .append(
              right.get(i) ? Width.right(cell, widths.get(i)) : Width.left(cell, widths.get(i)));
    }
    return line.toString().stripTrailing();
  }
}
