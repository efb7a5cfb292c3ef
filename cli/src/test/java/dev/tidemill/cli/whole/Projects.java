package dev.tidemill.cli.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Projects in folders of their own. */
final class Projects {

  private static final String HOSTILE = "dev/tidemill/cli/whole/hostile";

  private Projects() {}

  /** The example as a user has it after the build. */
  static Path approvals(Path folder) throws IOException {
    Path from = Program.HOME.resolve("examples/approvals");
    Path to = Files.createDirectories(folder.resolve("approvals"));
    copy(from.resolve("samples"), to.resolve("samples"));
    Files.copy(from.resolve("pipeline.yaml"), to.resolve("pipeline.yaml"));
    Files.createDirectories(to.resolve("target"));
    Files.copy(from.resolve("target/approvals.jar"), to.resolve("target/approvals.jar"));
    return to;
  }

  /** The example in other languages. */
  static Path languages(Path folder) throws IOException {
    Path from = Program.HOME.resolve("examples/languages");
    Path to = Files.createDirectories(folder.resolve("languages"));
    for (String part : List.of("quote", "disk", "samples")) {
      copy(from.resolve(part), to.resolve(part));
    }
    Files.copy(from.resolve("pipeline.yaml"), to.resolve("pipeline.yaml"));
    return to;
  }

  /** Functions and messages that do everything wrong, and one of each that is fine. */
  static Path hostile(Path folder) throws IOException {
    Path to = Files.createDirectories(folder.resolve("hostile"));
    Path from = Path.of("src/test/resources/hostile");
    Files.copy(from.resolve("pipeline.yaml"), to.resolve("pipeline.yaml"));
    Files.writeString(to.resolve("one.ndjson"), "{}\n");
    Files.writeString(to.resolve("five.ndjson"), "{}\n".repeat(5));
    Files.write(to.resolve("events.ndjson"), HostileMessages.lines());
    jar(to.resolve("hostile.jar"));
    return to;
  }

  private static void jar(Path file) throws IOException {
    Path classes = Path.of("target/test-classes");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        Stream<Path> found = Files.list(classes.resolve(HOSTILE))) {
      for (Path type : found.sorted().toList()) {
        jar.putNextEntry(new JarEntry(HOSTILE + "/" + type.getFileName()));
        Files.copy(type, jar);
        jar.closeEntry();
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
