package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.Part;
import dev.tidemill.model.value.Part.Reference;
import java.util.List;

/** Finds parameters inside quotes: a parameter in SQL is a literal already, never pasted. */
final class SqlQuotes {

  private final Reading reading;
  private final String path;
  private final YamlScalar scalar;
  private final String text;

  SqlQuotes(Reading reading, String path, YamlScalar scalar) {
    this.reading = reading;
    this.path = path;
    this.scalar = scalar;
    this.text = scalar.text();
  }

  /** Whether no parameter stands in quotes. */
  boolean check(List<Part> parts) {
    boolean free = true;
    int at = 0;
    int quote = -1;
    for (Part part : parts) {
      if (part instanceof Reference reference) {
        quote = quoteAt(at, reference.start(), quote);
        at = reference.end();
        if (quote >= 0) {
          report(reference, quote);
          free = false;
        }
      }
    }
    return free;
  }

  /** The offset of the quote that is open at {@code end}, or -1. */
  private int quoteAt(int from, int end, int openAtFrom) {
    int open = openAtFrom;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (open >= 0) {
        if (c == '\\' && text.charAt(open) != '`') {
          i++;
        } else if (c == text.charAt(open)) {
          open = -1;
        }
      } else if (c == '\'' || c == '"' || c == '`') {
        open = i;
      } else if (text.startsWith("--", i)) {
        int line = text.indexOf('\n', i);
        i = line < 0 ? end : line;
      } else if (text.startsWith("/*", i)) {
        int close = text.indexOf("*/", i + 2);
        i = close < 0 ? end : close + 1;
      }
    }
    return open;
  }

  private void report(Reference reference, int quote) {
    String name = References.written(reference);
    char mark = text.charAt(quote);
    int close = text.indexOf(mark, reference.end());
    int end = close < 0 ? text.length() : close + 1;
    Position position = scalar.position(quote, end - quote);
    At at = new At(path, position, text.substring(quote, end));
    if (mark == '`') {
      reading
          .findings()
          .error(
              "quoted-parameter",
              at,
              name + " stands for a name",
              "a parameter is a value: names of tables and columns are written out");
      return;
    }
    boolean alone = quote + 1 == reference.start() && close == reference.end();
    String meant = text.substring(0, quote) + name + text.substring(Math.min(end, text.length()));
    String hint =
        alone
            ? "it is a typed literal already: write "
                + (meant.length() <= 60 && !meant.contains("\n") ? meant : name)
            : "it is a typed literal already: put texts together with concat('…', " + name + ")";
    reading.findings().error("quoted-parameter", at, name + " stands in quotes", hint);
  }
}
