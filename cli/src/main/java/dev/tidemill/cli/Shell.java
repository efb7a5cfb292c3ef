package dev.tidemill.cli;

import dev.tidemill.cli.text.Progress;
import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Terminal;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What surrounds a command: where it prints, what it is told besides its arguments.
 *
 * @param out answers
 * @param err progress, warnings and mistakes
 * @param environment from a variable's name to its value, or null
 */
public record Shell(
    PrintStream out,
    PrintStream err,
    Terminal terminal,
    UnaryOperator<String> environment,
    InstantSource clock) {

  /** A variable that is set and not empty. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isEmpty());
  }

  /** The style for standard output. */
  public Style style(Terminal.Color color) {
    return terminal.style(color, environment);
  }

  /** The line for long steps. */
  public Progress progress(boolean wanted) {
    return new Progress(err, wanted && terminal.redraws(), terminal.columns());
  }
}
