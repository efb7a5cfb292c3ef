package dev.tidemill.runtime.function;

import dev.tidemill.runtime.process.WorldException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The words of a {@code command}, with the program found where the system would find it. */
final class CommandWords {

  private CommandWords() {}

  /**
   * Splits at blanks; nothing is quoted.
   *
   * @param directory where it will run: a program with a slash in its name is looked for from there
   * @param searchPath folders of programs, as {@code PATH} has them
   * @throws WorldException in one line, if there is no such program or it cannot be run
   */
  static List<String> of(String command, Path directory, String searchPath) {
    List<String> words = List.of(command.strip().split("\\s+", -1));
    String program = words.get(0);
    if (program.contains("/")) {
      Path file = directory.resolve(program);
      if (!Files.isExecutable(file)) {
        throw new WorldException(
            Files.exists(file)
                ? "%s cannot be executed: chmod +x %s".formatted(program, file)
                : "no program %s in %s".formatted(program, directory));
      }
    } else if (!isOn(searchPath, program)) {
      throw new WorldException(
          "no program '%s' on the PATH: install it, or name another in command".formatted(program));
    }
    return words;
  }

  private static boolean isOn(String searchPath, String program) {
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, program);
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return true;
      }
    }
    return false;
  }
}
