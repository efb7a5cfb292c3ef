package dev.tidemill.runtime.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes {@code SELECT a = b AND c > d FROM …} apart, so that the values compared can be asked for.
 * Understands what stands outside brackets and quotes, and gives up on anything unusual.
 */
final class Comparisons {

  private static final List<String> OPERATORS =
      List.of("<=>", "<>", "!=", "<=", ">=", "==", "=", "<", ">");

  private final List<Comparison> parts;
  private final String rest;

  private Comparisons(List<Comparison> parts, String rest) {
    this.parts = parts;
    this.rest = rest;
  }

  /** One comparison of a conjunction. */
  record Comparison(String left, String operator, String right) {

    String text() {
      return left + " " + operator + " " + right;
    }

    /** Whether the right side is a number, a text or the like, which needs no asking. */
    boolean againstLiteral() {
      return right.matches("(?s)[-+]?[0-9.]+[A-Za-z]*|'[^']*'|(?i:true|false|null)");
    }
  }

  /** The comparisons of a statement; empty if it is not one of this kind. */
  static Optional<Comparisons> of(String sql) {
    List<Token> tokens = Token.outside(sql);
    if (tokens.isEmpty() || !tokens.get(0).is("SELECT") || tokens.get(0).start() != leading(sql)) {
      return Optional.empty();
    }
    int from = sql.length();
    for (Token token : tokens) {
      if (token.is("FROM")) {
        from = token.start();
        break;
      }
    }
    String expression = sql.substring(tokens.get(0).end(), from);
    return conjuncts(expression).map(parts -> new Comparisons(parts, sql.substring(fromOf(sql))));
  }

  List<Comparison> parts() {
    return parts;
  }

  /** Asks, for each comparison, whether it holds and what its two sides are: three columns each. */
  String question() {
    List<String> columns = new ArrayList<>();
    for (Comparison part : parts) {
      columns.add("(" + part.text() + ")");
      columns.add("(" + part.left() + ")");
      columns.add("(" + part.right() + ")");
    }
    return "SELECT " + String.join(", ", columns) + " " + rest;
  }

  private static int fromOf(String sql) {
    return Token.outside(sql).stream()
        .filter(token -> token.is("FROM"))
        .findFirst()
        .map(Token::start)
        .orElse(sql.length());
  }

  private static int leading(String sql) {
    return sql.length() - sql.stripLeading().length();
  }

  private static Optional<List<Comparison>> conjuncts(String expression) {
    List<Comparison> parts = new ArrayList<>();
    int start = 0;
    for (Token token : Token.outside(expression)) {
      if (List.of("OR", "NOT", "BETWEEN", "CASE", "AS", "DISTINCT", "UNION", ",")
          .contains(token.text())) {
        return Optional.empty();
      }
      if (token.is("AND")) {
        Optional<Comparison> part = comparison(expression.substring(start, token.start()));
        if (part.isEmpty()) {
          return Optional.empty();
        }
        parts.add(part.get());
        start = token.end();
      }
    }
    return comparison(expression.substring(start))
        .map(
            last -> {
              parts.add(last);
              return List.copyOf(parts);
            });
  }

  private static Optional<Comparison> comparison(String text) {
    List<Token> operators =
        Token.outside(text).stream().filter(token -> OPERATORS.contains(token.text())).toList();
    if (operators.size() != 1) {
      return Optional.empty();
    }
    Token operator = operators.get(0);
    String left = text.substring(0, operator.start()).strip();
    String right = text.substring(operator.end()).strip();
    return left.isEmpty() || right.isEmpty()
        ? Optional.empty()
        : Optional.of(new Comparison(left, operator.text(), right));
  }

  /**
   * A word, an operator or a comma outside brackets, quotes and comments.
   *
   * @param text words in upper case
   */
  private record Token(String text, int start, int end) {

    boolean is(String word) {
      return text.equals(word);
    }

    static List<Token> outside(String sql) {
      List<Token> tokens = new ArrayList<>();
      int depth = 0;
      int at = 0;
      while (at < sql.length()) {
        char c = sql.charAt(at);
        int end = end(sql, at, c);
        if (c == '(' || c == '[') {
          depth++;
        } else if (c == ')' || c == ']') {
          depth--;
        } else if (depth == 0 && (isWord(c) || "<>=!,".indexOf(c) >= 0)) {
          tokens.add(new Token(sql.substring(at, end).toUpperCase(Locale.ROOT), at, end));
        }
        at = end;
      }
      return tokens;
    }

    private static int end(String sql, int at, char c) {
      if (c == '\'' || c == '"' || c == '`') {
        return afterQuote(sql, at, c);
      }
      if (sql.startsWith("--", at)) {
        int line = sql.indexOf('\n', at);
        return line < 0 ? sql.length() : line;
      }
      if (sql.startsWith("/*", at)) {
        int close = sql.indexOf("*/", at + 2);
        return close < 0 ? sql.length() : close + 2;
      }
      int end = at + 1;
      if (isWord(c)) {
        while (end < sql.length() && isWord(sql.charAt(end))) {
          end++;
        }
        return end;
      }
      return OPERATORS.stream()
          .filter(operator -> sql.startsWith(operator, at))
          .findFirst()
          .map(operator -> at + operator.length())
          .orElse(end);
    }

    private static int afterQuote(String sql, int at, char quote) {
      int end = at + 1;
      while (end < sql.length() && sql.charAt(end) != quote) {
        end += sql.charAt(end) == '\\' && quote != '`' ? 2 : 1;
      }
      return Math.min(end + 1, sql.length());
    }

    private static boolean isWord(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }
  }
}
