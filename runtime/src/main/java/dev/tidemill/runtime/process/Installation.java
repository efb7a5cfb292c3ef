package dev.tidemill.runtime.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where Tidemill itself lies on this machine, and with it the class paths of its children.
 *
 * @param home the root of the checkout, absolute
 * @param java the {@code java} command that children run with
 */
public record Installation(Path home, Path java) {

  private static final int OLDEST_JAVA = 17;

  /** The modules that run as processes of their own. */
  public enum Module {
    LAUNCHER,
    BROKER,
    STORES,
    FUNCTIONS,
    AWS;

    private String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The one that this process runs from, as the system property {@code tidemill.home} says.
   *
   * @throws WorldException if the property is missing or this Java is too old
   */
  public static Installation current() {
    String home = System.getProperty("tidemill.home");
    if (home == null) {
      throw new WorldException(
          "The system property tidemill.home is not set: start Tidemill with ./tidemill");
    }
    int version = Runtime.version().feature();
    if (version < OLDEST_JAVA) {
      throw new WorldException(
          "Java %d is too old: Tidemill needs %d or newer, set JAVA_HOME to one"
              .formatted(version, OLDEST_JAVA));
    }
    return new Installation(
        Path.of(home).toAbsolutePath(), Path.of(System.getProperty("java.home"), "bin", "java"));
  }

  /** The same, with children run by another Java. */
  public Installation with(Path otherJava) {
    return new Installation(home, otherJava);
  }

  /**
   * A module's own jar, then what it depends on.
   *
   * @throws WorldException if the module is not built
   */
  public List<Path> classPath(Module module) {
    Path target = home.resolve(module.id()).resolve("target");
    Path jar = target.resolve("tidemill-" + module.id() + ".jar");
    Path dependencies = target.resolve("classpath");
    List<Path> classPath = new ArrayList<>();
    classPath.add(built(jar));
    try {
      for (String entry :
          Files.readString(built(dependencies)).strip().split(File.pathSeparator, -1)) {
        if (!entry.isEmpty()) {
          classPath.add(Path.of(entry));
        }
      }
    } catch (IOException unreadable) {
      throw new WorldException("Cannot read " + dependencies, unreadable);
    }
    return List.copyOf(classPath);
  }

  /**
   * Options for the module's class-data archive, which the build makes; none where it was not made.
   *
   * @param module one whose process starts with {@link #classPath} and nothing before it
   */
  List<String> archive(Module module) {
    Path archive = home.resolve(module.id()).resolve("target").resolve(module.id() + ".jsa");
    return Files.isRegularFile(archive)
        // An archive of another Java or of older jars is passed over, which nobody need hear.
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable", "-Xlog:all=error:stderr")
        : List.of();
  }

  private Path built(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new WorldException(
          "Tidemill is not built: no %s; run 'mvn package' in %s"
              .formatted(home.relativize(file), home));
    }
    return file;
  }
}
