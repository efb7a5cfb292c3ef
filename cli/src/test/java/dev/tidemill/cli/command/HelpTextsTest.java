package dev.tidemill.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.Captured;
import dev.tidemill.cli.Shell;
import dev.tidemill.cli.text.Terminal;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTextsTest {

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[a-zA-Z][a-z-]*");

  private static CommandLine line() {
    var nowhere = Captured.stream(new ByteArrayOutputStream());
    Terminal piped = new Terminal(false, false, 80, false);
    return Tidemill.commandLine(
        new Shell(nowhere, nowhere, piped, name -> null, () -> Instant.EPOCH));
  }

  static Stream<CommandLine> commands() {
    return line().getSubcommands().values().stream()
        .filter(command -> !LaterCommand.NAMES.contains(command.getCommandName()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void tellsEveryOptionOfACommandAndNoneThatIsNot(CommandLine command) {
    Set<String> global = names(line());
    Set<String> own = names(command);
    own.removeAll(global);
    Set<String> told =
        OPTION
            .matcher(HelpTexts.of(command.getCommandName()))
            .results()
            .map(match -> match.group())
            .collect(Collectors.toSet());
    assertThat(told).containsAll(own);
    Set<String> all = commands().flatMap(any -> names(any).stream()).collect(Collectors.toSet());
    assertThat(all).containsAll(told);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void endsWithAnExampleAndFitsATerminal(CommandLine command) {
    List<String> lines = HelpTexts.of(command.getCommandName()).lines().toList();
    assertThat(lines.get(lines.size() - 1))
        .startsWith("Example: tidemill " + command.getCommandName());
    assertThat(lines).allMatch(text -> text.length() <= 80);
  }

  @Test
  void listsEveryCommand() {
    String text = Captured.run("--help").out();
    assertThat(line().getSubcommands().keySet())
        .allMatch(name -> text.matches("(?s).*\\b" + name + "\\b.*"));
    assertThat(text).endsWith("Begin with: tidemill rehearse examples/approvals\n");
  }

  @Test
  void helpIsAnAnswer() {
    Captured help = Captured.run("rehearse", "--help");
    assertThat(help.status()).isZero();
    assertThat(help.out()).startsWith("Runs the pipeline once in a fresh folder");
    assertThat(help.err()).isEmpty();
  }

  private static Set<String> names(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(OptionSpec::names)
        .flatMap(Stream::of)
        .collect(Collectors.toSet());
  }
}
