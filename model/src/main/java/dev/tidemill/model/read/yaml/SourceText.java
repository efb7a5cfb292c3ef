package dev.tidemill.model.read.yaml;

import dev.tidemill.model.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text with its lines; turns offsets into positions. A line ends with LF, CR or both. */
public final class SourceText {

  private final Path file;
  private final String text;
  private final int[] lineStarts;

  public SourceText(Path file, String text) {
    this.file = file;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean half = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !half)) {
        starts.add(i + 1);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  public Path file() {
    return file;
  }

  public String text() {
    return text;
  }

  int lines() {
    return lineStarts.length;
  }

  /** The offset at which a line begins; lines count from 0; one past the last gives the end. */
  int lineStart(int line) {
    return line < lineStarts.length ? lineStarts[line] : text.length();
  }

  /** The offset of a place given in lines and code points from 0, at most the end of the text. */
  int offset(int line, int column) {
    int start = lineStart(line);
    int end = lineStart(line + 1);
    int points = text.codePointCount(start, end);
    return text.offsetByCodePoints(start, Math.min(column, points));
  }

  /** The position of a range of the text; both ends are brought inside it. */
  public Position position(int start, int end) {
    int from = Math.max(0, Math.min(start, text.length()));
    int to = Math.max(from, Math.min(end, text.length()));
    int line = line(from);
    int endLine = line(to);
    return new Position(file, line + 1, column(line, from), endLine + 1, column(endLine, to));
  }

  private int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  private int column(int line, int offset) {
    return text.codePointCount(lineStarts[line], offset) + 1;
  }
}
