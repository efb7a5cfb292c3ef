package dev.tidemill.aws.price;

import java.util.ArrayList;
import java.util.List;

/** Cells of a line of CSV (RFC 4180): commas between them, double quotes around what has one. */
final class CsvLine {

  /**
   * A cell.
   *
   * @param column where it begins, from 1
   */
  record Cell(String text, int column) {}

  private CsvLine() {}

  static List<Cell> cells(String line) {
    List<Cell> cells = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    int column = 1;
    for (int at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '"') {
        boolean doubled = quoted && at + 1 < line.length() && line.charAt(at + 1) == '"';
        if (doubled) {
          text.append('"');
          at++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(new Cell(text.toString(), column));
        text.setLength(0);
        column = at + 2;
      } else {
        text.append(c);
      }
    }
    cells.add(new Cell(text.toString(), column));
    return cells;
  }
}
