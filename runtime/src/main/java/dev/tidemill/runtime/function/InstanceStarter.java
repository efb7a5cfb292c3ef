package dev.tidemill.runtime.function;

import dev.tidemill.runtime.process.ChildProcess;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Command;
import dev.tidemill.runtime.process.Environment;
import dev.tidemill.runtime.process.Installation;
import dev.tidemill.runtime.process.Installation.Module;
import dev.tidemill.runtime.process.JavaCommand;
import dev.tidemill.runtime.process.NativeCommand;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Starts the processes of a pipeline's functions, each in a folder of its own. */
final class InstanceStarter {

  private static final String OUTPUT = "output";

  private final Installation installation;
  private final ClaimedFolder folder;
  private final JavaHomes homes;
  private final CodeCopies copies;
  private final AtomicLong count = new AtomicLong();

  InstanceStarter(Installation installation, ClaimedFolder folder) {
    this.installation = installation;
    this.folder = folder;
    this.homes = new JavaHomes(System.getenv(), installation.java(), Runtime.version().feature());
    this.copies = new CodeCopies(folder.data().work().resolve("code"));
  }

  /**
   * Starts a process.
   *
   * @param firstLine of its output
   * @throws WorldException in one line, if it cannot be started
   */
  Instance start(FunctionSettings settings, String firstLine) {
    Path code = code(settings);
    String name = prefix(settings.id()) + count.incrementAndGet();
    Path own = folder.data().work().resolve(name);
    Path temporary = own.resolve("tmp");
    Installation java = installation(settings);
    Command command = command(settings, code, temporary);
    createFolder(temporary);
    InstanceOutput output = InstanceOutput.create(own.resolve(OUTPUT));
    output.begin(firstLine);
    Map<String, String> environment = environment(settings, temporary);
    try {
      return new Instance(
          settings,
          code,
          own,
          output,
          address -> {
            environment.put("AWS_LAMBDA_RUNTIME_API", address);
            ChildProcess.Output log = new ChildProcess.Output.Log(output.file());
            return ChildProcess.start(name, java, folder, command, environment, log);
          });
    } catch (WorldException failure) {
      output.close();
      Trees.delete(own);
      throw failure;
    }
  }

  /** Puts into the log what processes had written when Tidemill itself was ended over them. */
  void rescue(String function, FunctionLog log) {
    Path work = folder.data().work();
    if (!Files.isDirectory(work)) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(work, prefix(function) + "*")) {
      for (Path own : left) {
        try (InstanceOutput output = InstanceOutput.resume(own.resolve(OUTPUT))) {
          if (output.left() > 0) {
            output.end("no END: Tidemill was ended before the call was");
            log.take(output);
          }
        }
        Trees.delete(own);
      }
    } catch (IOException unreadable) {
      // Then there is nothing to rescue.
    }
  }

  /** Removes copies of code that none of these run from. */
  void retain(Set<Path> code) {
    copies.retain(code);
  }

  /** No other function's id and number begin so. */
  private static String prefix(String function) {
    return "function-" + function + ".";
  }

  private static void createFolder(Path path) {
    try {
      Files.createDirectories(path);
    } catch (IOException failure) {
      throw new WorldException("Cannot write to " + path, failure);
    }
  }

  private Path code(FunctionSettings settings) {
    try {
      return settings.command().isPresent() ? settings.code() : copies.take(settings.code());
    } catch (IOException failure) {
      throw new WorldException(
          "Cannot read %s: %s".formatted(settings.code(), failure.getMessage()), failure);
    }
  }

  private Installation installation(FunctionSettings settings) {
    return settings.command().isPresent()
        ? installation
        : installation.with(homes.find(settings.runtime()));
  }

  private Command command(FunctionSettings settings, Path code, Path temporary) {
    if (settings.command().isPresent()) {
      Path directory = Files.isDirectory(code) ? code : code.toAbsolutePath().getParent();
      String searchPath = environment(settings, temporary).getOrDefault("PATH", "");
      return new NativeCommand(
          CommandWords.of(settings.command().get(), directory, searchPath), directory);
    }
    try {
      return new JavaCommand(
          FunctionJvm.options(settings.memory(), temporary, folder.data().logs()),
          FunctionJvm.classPath(code, installation.classPath(Module.FUNCTIONS)),
          "dev.tidemill.functions.bootstrap.Bootstrap",
          List.of(),
          Duration.ZERO);
    } catch (IOException failure) {
      throw new WorldException("Cannot read " + code, failure);
    }
  }

  private static Map<String, String> environment(FunctionSettings settings, Path temporary) {
    Map<String, String> environment = new TreeMap<>(Environment.essentials());
    environment.put("TMPDIR", temporary.toString());
    environment.putAll(settings.environment());
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream());
    return environment;
  }

  private static String logStream() {
    String day = LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy/MM/dd"));
    return day + "/[$LATEST]" + UUID.randomUUID().toString().replace("-", "");
  }
}
