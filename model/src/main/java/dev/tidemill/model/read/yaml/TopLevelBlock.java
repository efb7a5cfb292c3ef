package dev.tidemill.model.read.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines from one top-level key to the next; lines count from 0, the end is exclusive. */
record TopLevelBlock(int firstLine, int endLine) {

  static List<TopLevelBlock> split(SourceText source) {
    List<Integer> starts = new ArrayList<>();
    for (int line = 0; line < source.lines(); line++) {
      if (keyEnd(source, line) > 0) {
        starts.add(line);
      }
    }
    if (starts.isEmpty()) {
      return List.of(new TopLevelBlock(0, source.lines()));
    }
    List<TopLevelBlock> blocks = new ArrayList<>();
    if (hasContent(source, starts.get(0))) {
      blocks.add(new TopLevelBlock(0, starts.get(0)));
    }
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : source.lines();
      blocks.add(new TopLevelBlock(starts.get(i), end));
    }
    return blocks;
  }

  private static boolean hasContent(SourceText source, int endLine) {
    return source
        .text()
        .substring(0, source.lineStart(endLine))
        .lines()
        .map(String::strip)
        .anyMatch(line -> !line.isEmpty() && !line.startsWith("#") && !line.equals("---"));
  }

  /** The offset of the colon behind a key that begins the line, or 0. */
  private static int keyEnd(SourceText source, int line) {
    int start = source.lineStart(line);
    int end = source.lineStart(line + 1);
    String text = source.text();
    if (start >= end || " \t\r\n#-}]{[%.".indexOf(text.charAt(start)) >= 0) {
      return 0;
    }
    int colon = text.indexOf(':', start);
    return colon > start && colon < end ? colon : 0;
  }

  String text(SourceText source) {
    return source.text().substring(source.lineStart(firstLine), source.lineStart(endLine));
  }

  Optional<YamlScalar> key(SourceText source) {
    int start = source.lineStart(firstLine);
    int end = keyEnd(source, firstLine);
    if (end == 0) {
      return Optional.empty();
    }
    String name = source.text().substring(start, end).strip();
    return Optional.of(
        new YamlScalar(name, YamlScalar.Style.PLAIN, source, start, start + name.length()));
  }
}
