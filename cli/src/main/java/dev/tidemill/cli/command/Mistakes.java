package dev.tidemill.cli.command;

import dev.tidemill.cli.Shell;
import dev.tidemill.cli.Status;
import dev.tidemill.model.value.Suggest;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, and what was meant. */
final class Mistakes implements IParameterExceptionHandler {

  private final Shell shell;

  Mistakes(Shell shell) {
    this.shell = shell;
  }

  static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) {
    CommandSpec command = mistake.getCommandLine().getCommandSpec();
    shell.err().println(command.qualifiedName() + ": " + text(mistake, command));
    return Status.WRONG;
  }

  private static String text(ParameterException mistake, CommandSpec command) {
    if (mistake instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched.getUnmatched().get(0), command);
    }
    String message = mistake.getMessage().lines().findFirst().orElse("");
    if (mistake instanceof MissingParameterException) {
      message = message.replaceFirst("^Missing required parameters?: ", "missing: ");
    }
    return message + help(command);
  }

  private static String unmatched(String argument, CommandSpec command) {
    if (argument.startsWith("-") && argument.length() > 1) {
      return "no option '" + argument + "'" + meant(argument, options(command), command);
    }
    Collection<String> commands = command.subcommands().keySet();
    return commands.isEmpty()
        ? "'" + argument + "' is one argument too many" + help(command)
        : "no command '" + argument + "'" + meant(argument, commands, command);
  }

  private static List<String> options(CommandSpec command) {
    return command.options().stream().flatMap(o -> List.of(o.names()).stream()).toList();
  }

  private static String meant(String word, Collection<String> words, CommandSpec command) {
    Optional<String> nearest = Suggest.nearest(word.split("=", 2)[0], words);
    return nearest.map(name -> ": did you mean '" + name + "'?").orElseGet(() -> help(command));
  }

  private static String help(CommandSpec command) {
    return "; see '" + command.qualifiedName() + " --help'";
  }
}
