package dev.tidemill.cli.text;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the two output streams lead to.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is one
 * @param columns of the terminal; those of the layout if there is none
 * @param rows of the terminal; those of the oldest ones if there is none
 * @param dumb a terminal that cannot redraw
 */
public record Terminal(boolean out, boolean err, int columns, int rows, boolean dumb) {

  private static final int LAYOUT = 80;
  private static final int LEAST = 40;
  private static final int ROWS = 24;
  private static final int LEAST_ROWS = 8;

  /** When to use colours. */
  public enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** A terminal of 24 rows. */
  public Terminal(boolean out, boolean err, int columns, boolean dumb) {
    this(out, err, columns, ROWS, dumb);
  }

  /**
   * As the script found it: the JVM cannot ask for one stream alone.
   *
   * @param properties the system properties {@code tidemill.terminal}, {@code tidemill.columns},
   *     {@code tidemill.rows}
   * @param environment {@code TERM}, {@code COLUMNS}
   */
  public static Terminal detect(
      UnaryOperator<String> properties, UnaryOperator<String> environment) {
    String streams = Optional.ofNullable(properties.apply("tidemill.terminal")).orElse("");
    return new Terminal(
        streams.contains("out"),
        streams.contains("err"),
        number(properties.apply("tidemill.columns"), LAYOUT, LEAST),
        number(properties.apply("tidemill.rows"), ROWS, LEAST_ROWS),
        "dumb".equals(environment.apply("TERM")));
  }

  private static int number(String text, int absent, int least) {
    return text != null && text.matches("[0-9]{1,4}") && !text.matches("0+")
        ? Math.max(least, Integer.parseInt(text))
        : absent;
  }

  /** Whether a line may be rewritten in place; what is around it is then on the same terminal. */
  public boolean redraws() {
    return out && err && !dumb;
  }

  /** Whether lines are cut to the width. */
  public boolean cuts() {
    return out;
  }

  /** The columns that the layout may use: those of the terminal, else 80. */
  public int width() {
    return out ? columns : LAYOUT;
  }

  /** The style for standard output. */
  public Style style(Color color, UnaryOperator<String> environment) {
    String noColor = environment.apply("NO_COLOR");
    boolean refused = dumb || (noColor != null && !noColor.isEmpty());
    return switch (color) {
      case ALWAYS -> Style.COLOR;
      case NEVER -> Style.PLAIN;
      case AUTO -> out && !refused ? Style.COLOR : Style.PLAIN;
    };
  }
}
