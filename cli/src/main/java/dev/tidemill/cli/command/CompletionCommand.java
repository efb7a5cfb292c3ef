package dev.tidemill.cli.command;

import dev.tidemill.cli.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script that completes command lines; completing itself starts no JVM. */
@Command(name = "completion")
final class CompletionCommand extends BaseCommand {

  private enum Shells {
    BASH,
    ZSH
  }

  @Parameters(paramLabel = "bash|zsh")
  private Shells shell;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (shell == Shells.ZSH) {
      print("autoload -U +X compinit && compinit");
      print("autoload -U +X bashcompinit && bashcompinit");
    }
    shell().out().print(script(spec.parent()));
    return Status.FINE;
  }

  private static String script(CommandSpec program) {
    List<String> everywhere = program.options().stream().flatMap(CompletionCommand::names).toList();
    String own =
        commands(program)
            .map(
                command ->
                    "    " + command.name() + ") words='" + own(command, everywhere) + "' ;;\n")
            .collect(Collectors.joining());
    return template()
        .replace(
            "@COMMANDS@", commands(program).map(CommandSpec::name).collect(Collectors.joining(" ")))
        .replace("@EVERYWHERE@", String.join(" ", everywhere))
        .replace("    @OPTIONS@\n", own);
  }

  private static Stream<CommandSpec> commands(CommandSpec program) {
    return program.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(command -> !LaterCommand.NAMES.contains(command.name()));
  }

  private static String own(CommandSpec command, Collection<String> everywhere) {
    return command.options().stream()
        .flatMap(CompletionCommand::names)
        .filter(name -> !everywhere.contains(name))
        .collect(Collectors.joining(" "));
  }

  private static Stream<String> names(OptionSpec option) {
    return Arrays.stream(option.names());
  }

  private static String template() {
    try (InputStream text =
        CompletionCommand.class.getResourceAsStream("/dev/tidemill/cli/completion.bash")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
