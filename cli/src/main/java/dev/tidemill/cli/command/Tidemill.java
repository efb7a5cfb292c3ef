package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.cli.Shell;
import dev.tidemill.cli.text.Style;
import dev.tidemill.cli.text.Terminal;
import dev.tidemill.cli.up.UpStarter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes. */
@Command(name = "tidemill")
public final class Tidemill implements Callable<Integer> {

  private final Shell shell;

  @Option(names = "-C", paramLabel = "DIR", scope = ScopeType.INHERIT)
  Path startedIn = Path.of("");

  @Option(names = "--stage", scope = ScopeType.INHERIT)
  String stage;

  @Option(names = "--set", paramLabel = "NAME=VALUE", scope = ScopeType.INHERIT)
  Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--data", paramLabel = "DIR", scope = ScopeType.INHERIT)
  Path data;

  @Option(names = "--json", scope = ScopeType.INHERIT)
  boolean json;

  @Option(names = "--color", scope = ScopeType.INHERIT)
  Terminal.Color color = Terminal.Color.AUTO;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT)
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT)
  boolean verbose;

  @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT)
  boolean help;

  private Tidemill(Shell shell) {
    this.shell = shell;
  }

  /**
   * The command line of the whole program.
   *
   * @param shell what it reads and prints to
   */
  public static CommandLine commandLine(Shell shell) {
    return commandLine(shell, UpStarter.REAL);
  }

  static CommandLine commandLine(Shell shell, UpStarter starter) {
    CommandLine line = new CommandLine(new Tidemill(shell));
    line.addSubcommand(new CheckCommand())
        .addSubcommand(new RehearseCommand())
        .addSubcommand(new UpCommand(starter))
        .addSubcommand(new StatusCommand())
        .addSubcommand(new InvokeCommand())
        .addSubcommand(new QueryCommand())
        .addSubcommand(new SchedulesCommand())
        .addSubcommand(new LogsCommand())
        .addSubcommand(new JobCommand())
        .addSubcommand(new RedriveCommand())
        .addSubcommand(new CostCommand())
        .addSubcommand(new AwsCommand())
        .addSubcommand(new CompletionCommand())
        .addSubcommand(new VersionCommand());
    LaterCommand.NAMES.forEach(name -> line.addSubcommand(name, new LaterCommand(name)));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(Mistakes.writer(shell.out())).setErr(Mistakes.writer(shell.err()));
    line.setParameterExceptionHandler(new Mistakes(shell));
    HelpTexts.install(line);
    return line;
  }

  /** Without a command there is nothing to do. */
  @Override
  public Integer call() {
    throw CommandException.wrong("no command: 'tidemill --help' lists them");
  }

  Shell shell() {
    return shell;
  }

  Style style() {
    return shell.style(color);
  }

  /** The stage that was asked for, {@code local} if none was. */
  String stage() {
    return Optional.ofNullable(stage).or(() -> shell.variable("TIDEMILL_STAGE")).orElse("local");
  }
}
