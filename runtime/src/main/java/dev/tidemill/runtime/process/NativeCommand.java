package dev.tidemill.runtime.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of any kind to run as a child. A shell that waits for the end of standard input stands
 * beside it, not above it: the child's process id, signals and exit status are the program's own.
 * The shell kills the program, and where {@code setsid} exists all that it has started, as soon as
 * the parent is gone.
 *
 * @param words the program and its arguments, as the system takes them
 * @param directory where it runs
 */
public record NativeCommand(List<String> words, Path directory) implements Command {

  private static final Path SHELL = Path.of("/bin/sh");

  /**
   * The watch is a grandchild, so that the program finds no child that it has not started. Ctrl-C
   * reaches every process of the terminal: it is the parent's to answer.
   */
  private static final String GUARD =
      """
      trap '' HUP INT
      exec 3<&0 </dev/null
      ( { read -r _ <&3; kill -s KILL -- -$$ || kill -s KILL $$; } >/dev/null 2>&1 & )
      exec 3<&-
      exec $(command -v setsid) "$@"
      """;

  public NativeCommand {
    words = List.copyOf(words);
  }

  /**
   * {@inheritDoc}
   *
   * @throws WorldException if this system has no such shell
   */
  @Override
  public List<String> line(Installation installation) {
    if (!Files.isExecutable(SHELL)) {
      throw new WorldException("No " + SHELL + " here: it is needed to run " + words.get(0));
    }
    List<String> line = new ArrayList<>(List.of(SHELL.toString(), "-c", GUARD, "tidemill"));
    line.addAll(words);
    return line;
  }

  @Override
  public Path directory(Path work) {
    return directory;
  }

  @Override
  public Duration grace() {
    return Duration.ZERO;
  }
}
