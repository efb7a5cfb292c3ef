package dev.tidemill.runtime.process;

import dev.tidemill.runtime.process.Installation.Module;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Java main class to run as a child, under the launcher.
 *
 * @param options of the JVM
 * @param classPath without the launcher
 * @param grace how long the child may take to end in order when its parent is gone or wants it to
 *     end; zero ends it at once
 */
public record JavaCommand(
    List<String> options,
    List<Path> classPath,
    String mainClass,
    List<String> arguments,
    Duration grace)
    implements Command {

  public JavaCommand {
    options = List.copyOf(options);
    classPath = List.copyOf(classPath);
    arguments = List.copyOf(arguments);
  }

  @Override
  public List<String> line(Installation installation) {
    List<Path> path = new ArrayList<>(installation.classPath(Module.LAUNCHER));
    path.addAll(classPath);
    List<String> line = new ArrayList<>();
    line.add(installation.java().toString());
    line.addAll(options);
    line.add("-Dtidemill.launcher.grace=" + grace.toMillis());
    line.add("-cp");
    line.add(path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    line.add("dev.tidemill.launcher.Launcher");
    line.add(mainClass);
    line.addAll(arguments);
    return line;
  }

  @Override
  public Path directory(Path work) {
    return work;
  }
}
