package dev.tidemill.model.value;

import dev.tidemill.model.ColumnType;
import dev.tidemill.model.ColumnType.TimestampFormat;
import dev.tidemill.model.value.ColumnTypes.TypedColumn;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Descends through one column's text. */
final class ColumnTypeParser {

  private static final int DEEPEST = 40;
  private static final int DECIMAL_DIGITS = 38;

  private final String label;
  private final String text;
  private final ColumnTypes.Place place;
  private int at;
  private int depth;

  ColumnTypeParser(String label, String text, ColumnTypes.Place place) {
    this.label = label;
    this.text = text;
    this.place = place;
  }

  /** Where the descent ends early; never leaves {@link ColumnTypes}. */
  static final class Wrong extends RuntimeException {
    private final transient Problem problem;

    Wrong(Problem problem) {
      super(problem.message(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  TypedColumn column() {
    TypedColumn column = typed();
    blanks();
    if (at < text.length()) {
      throw trailing();
    }
    return column;
  }

  private TypedColumn typed() {
    ColumnType type = type();
    boolean required = false;
    Optional<String> comment = Optional.empty();
    while (true) {
      int before = at;
      blanks();
      if (!required && comment.isEmpty() && word("required")) {
        required = true;
      } else if (comment.isEmpty() && word("comment")) {
        blanks();
        comment = Optional.of(quoted("comment", "comment 'text'"));
      } else {
        at = before;
        return new TypedColumn(type, required, comment);
      }
    }
  }

  private ColumnType type() {
    blanks();
    int start = at;
    String name = name();
    if (name.isEmpty()) {
      throw noType(start);
    }
    if (++depth > DEEPEST) {
      throw wrong("too-deep", "has more than " + DEEPEST + " levels", "", start);
    }
    ColumnType type =
        switch (name) {
          case "decimal" -> decimal(start);
          case "timestamp" -> timestamp();
          case "date" -> new ColumnType.Date(datePattern());
          case "list" -> list(start);
          case "map" -> map(start);
          case "struct" -> struct(start);
          default -> primitive(name, start);
        };
    depth--;
    return type;
  }

  private ColumnType primitive(String name, int start) {
    return ColumnTypeNames.primitive(name).orElseThrow(() -> unknown(name, start));
  }

  private ColumnType decimal(int start) {
    if (!token('(')) {
      throw wrong("bad-type", "decimal has no digits", "write for example decimal(10,2)", start);
    }
    int precision = number(start);
    int scale = token(',') ? number(start) : 0;
    close(')');
    if (precision < 1 || precision > DECIMAL_DIGITS || scale > precision) {
      throw wrong(
          "out-of-range",
          "'" + text.substring(start, at) + "' is not possible",
          "at most 38 digits, of them at most all after the point: write decimal(38,9)",
          start);
    }
    return new ColumnType.Decimal(precision, scale);
  }

  private int number(int start) {
    blanks();
    int from = at;
    while (at < text.length()
        && text.charAt(at) >= '0'
        && text.charAt(at) <= '9'
        && at < from + 4) {
      at++;
    }
    if (from == at) {
      closed(')');
      throw wrong("bad-type", "decimal takes two numbers", "write decimal(10,2)", start);
    }
    return Integer.parseInt(text.substring(from, at));
  }

  private ColumnType timestamp() {
    if (!token('(')) {
      return new ColumnType.Timestamp(TimestampFormat.ISO, Optional.empty());
    }
    blanks();
    if (at < text.length() && text.charAt(at) == '\'') {
      String pattern = pattern("timestamp");
      close(')');
      return new ColumnType.Timestamp(TimestampFormat.PATTERN, Optional.of(pattern));
    }
    int word = at;
    String name = name();
    TimestampFormat format =
        switch (name) {
          case "seconds" -> TimestampFormat.SECONDS;
          case "millis" -> TimestampFormat.MILLIS;
          case "micros" -> TimestampFormat.MICROS;
          default -> throw unit(name, word);
        };
    close(')');
    return new ColumnType.Timestamp(format, Optional.empty());
  }

  private Wrong unit(String name, int start) {
    Optional<String> meant =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "s", "sec", "second" -> Optional.of("seconds");
          case "ms", "milli", "milliseconds" -> Optional.of("millis");
          case "us", "micro", "microseconds" -> Optional.of("micros");
          default -> Suggest.nearest(name, List.of("seconds", "millis", "micros"));
        };
    String hint = "timestamp(seconds), (millis), (micros) or timestamp('PATTERN')";
    return wrong(
        "bad-type",
        "timestamp takes no '" + cut(name) + "'",
        "write " + meant.map(word -> "timestamp(" + word + ")").orElse(hint),
        start);
  }

  private Optional<String> datePattern() {
    if (!token('(')) {
      return Optional.empty();
    }
    blanks();
    String pattern = pattern("date");
    close(')');
    return Optional.of(pattern);
  }

  private String pattern(String type) {
    int start = at;
    String pattern = quoted(type, type + "('dd.MM.yyyy')");
    if (!isPattern(pattern)) {
      throw wrong(
          "bad-type",
          "'" + cut(pattern) + "' is not a date pattern of Java",
          "for example dd.MM.yyyy, or yyyy-MM-dd HH:mm:ss",
          start);
    }
    return pattern;
  }

  private static boolean isPattern(String pattern) {
    try {
      return !pattern.isBlank() && DateTimeFormatter.ofPattern(pattern, Locale.ROOT) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private ColumnType list(int start) {
    open("list<string>", start);
    ColumnType element = type();
    close('>');
    return new ColumnType.ListOf(element);
  }

  private ColumnType map(int start) {
    open("map<string,long>", start);
    blanks();
    int key = at;
    String name = name();
    if (!name.equals("string")) {
      closed('>');
      throw wrong(
          "bad-type",
          "the key of a map is text, not '" + cut(name) + "'",
          "write map<string,T>",
          key);
    }
    if (!token(',')) {
      closed('>');
      throw wrong("bad-type", "map has no type of values", "write map<string,long>", start);
    }
    ColumnType value = type();
    close('>');
    return new ColumnType.MapOf(value);
  }

  private ColumnType struct(int start) {
    open("struct<a:string,b:long>", start);
    List<ColumnType.Column> columns = new ArrayList<>();
    do {
      columns.add(field());
    } while (token(','));
    close('>');
    return new ColumnType.Struct(columns);
  }

  private ColumnType.Column field() {
    blanks();
    int start = at;
    String name = fieldName();
    int end = at;
    if (name.isEmpty() || !token(':')) {
      closed('>');
      throw wrong(
          "bad-type",
          "'" + cut(text.substring(start)) + "' is not a field of a struct",
          "write struct<name:type,name:type>",
          start);
    }
    Optional<Problem> problem = Ids.check(IdKind.COLUMN, label + ": field", name);
    if (problem.isPresent()) {
      throw new Wrong(problem.get().at(start, end - start));
    }
    TypedColumn typed = typed();
    return new ColumnType.Column(
        name, typed.type(), typed.required(), typed.comment(), place.at(start, end - start));
  }

  private String fieldName() {
    if (at >= text.length() || text.charAt(at) != '`') {
      return name();
    }
    int end = at + 1;
    while (end < text.length() && (text.charAt(end) != '`' || text.startsWith("``", end))) {
      end += text.charAt(end) == '`' ? 2 : 1;
    }
    if (end >= text.length()) {
      return "";
    }
    String name = text.substring(at + 1, end).replace("``", "`");
    at = end + 1;
    return name;
  }

  private String quoted(String what, String example) {
    int start = at;
    if (!token('\'')) {
      throw wrong("bad-type", what + " takes a text in quotes", "write " + example, start);
    }
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\'') {
        value.append(c);
      } else if (at < text.length() && text.charAt(at) == '\'') {
        value.append(c);
        at++;
      } else {
        return value.toString();
      }
    }
    throw wrong(
        "bad-type",
        what + " has no closing quote",
        "write " + example + ", a ' in it twice",
        start);
  }

  private void open(String example, int start) {
    if (!token('<')) {
      String name = text.substring(start, at);
      throw wrong("bad-type", cut(name) + " does not say of what", "write " + example, start);
    }
  }

  private void close(char bracket) {
    if (!token(bracket)) {
      closed(bracket);
      throw wrong(
          "bad-type",
          "'" + cut(text.substring(at)) + "' stands where '" + bracket + "' should",
          "write '" + bracket + "' before it",
          at);
    }
  }

  /** A text that ends inside brackets was most likely cut by a comma of YAML's own. */
  private void closed(char bracket) {
    blanks();
    if (at >= text.length()) {
      String whole = text.strip() + (bracket == ')' ? ",2)" : ",…>");
      throw new Wrong(
          Problem.of(
              text,
              "flow-comma",
              "'" + cut(text) + "' has an open bracket",
              "in [ ] and { } a comma ends the value: write \"" + cut(whole) + "\", quoted"));
    }
  }

  private Wrong trailing() {
    String rest = text.substring(at);
    if (rest.startsWith("(") || rest.startsWith("<")) {
      String type = text.substring(0, at).strip();
      return wrong(
          "bad-type", "'" + cut(type) + "' takes nothing in brackets", "write " + cut(type), at);
    }
    return wrong(
        "bad-type",
        "'" + cut(rest) + "' after the type is not understood",
        "after a type come only: required, comment 'text'",
        at);
  }

  private Wrong noType(int start) {
    String rest = text.substring(start);
    if (rest.startsWith("[") || rest.startsWith("{")) {
      return wrong(
          "bad-type",
          "'" + cut(rest) + "' is text",
          "in text write list<T>, map<string,T> and struct<a:T,b:T>",
          start);
    }
    String what = rest.isEmpty() ? "has no type" : "'" + cut(rest) + "' is not a type";
    return wrong(
        "unknown-type", what, "write one of " + String.join(", ", ColumnTypeNames.all()), start);
  }

  private Wrong unknown(String name, int start) {
    Problem problem =
        new Problem(
            "unknown-type",
            label + ": no type '" + cut(name) + "'",
            ColumnTypeNames.hint(name),
            start,
            at - start,
            ColumnTypeNames.replacement(name));
    return new Wrong(problem);
  }

  private Wrong wrong(String code, String fault, String hint, int start) {
    int length = Math.max(0, text.length() - start);
    return new Wrong(
        new Problem(code, label + ": " + fault, hint, start, length, Optional.empty()));
  }

  private boolean word(String word) {
    int end = at + word.length();
    if (!text.startsWith(word, at) || (end < text.length() && isName(text.charAt(end)))) {
      return false;
    }
    at = end;
    return true;
  }

  private boolean token(char c) {
    blanks();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private String name() {
    int start = at;
    while (at < text.length() && isName(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '-';
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static String cut(String value) {
    return value.length() <= 40 ? value : value.substring(0, 40) + "…";
  }
}
