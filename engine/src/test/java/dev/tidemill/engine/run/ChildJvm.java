package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.SharedBroker;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.TestTopic;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * How a test starts a JVM with Spark of its own: with a class-data archive, which halves what its
 * start takes. The first to ask makes the archive, from a child that works on a job to its end.
 */
final class ChildJvm {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path ARCHIVE = TARGET.resolve("children.jsa");

  private static List<String> start;

  private ChildJvm() {}

  /** The command that runs the class; its arguments are to be added. */
  static synchronized List<String> command(Class<?> main) {
    if (start == null) {
      start = withArchive();
    }
    List<String> command = new ArrayList<>(start);
    command.add(main.getName());
    return command;
  }

  /** Where test JVMs run side by side, one of them makes it. */
  private static List<String> withArchive() {
    String classPath = System.getProperty("java.class.path");
    Path madeFor = TARGET.resolve("children.classpath");
    try (FileChannel lock =
        FileChannel.open(
            TARGET.resolve("children.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      Path jar = TARGET.resolve("children.jar");
      if (!Files.exists(madeFor) || !Files.readString(madeFor).equals(classPath)) {
        Files.deleteIfExists(ARCHIVE);
        // Once: an archive holds for these very jars, to the time that they were written.
        write(jar, FoldersLast.class);
        record(java(jar, "-XX:ArchiveClassesAtExit=" + ARCHIVE));
        Files.writeString(madeFor, classPath);
      }
      return java(jar, "-XX:SharedArchiveFile=" + ARCHIVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static void record(List<String> java) throws IOException, InterruptedException {
    TestTopic topic = TestTopic.create(1);
    topic.sendIds(0, 10, 1);
    List<String> command = new ArrayList<>(java);
    command.addAll(
        List.of(
            KilledRunner.class.getName(),
            SharedEngine.newFolder().toString(),
            KilledWork.NONE,
            "1",
            "archive",
            topic.name(),
            SharedBroker.address(),
            TestTopic.create(1).name()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(TARGET.resolve("children.log").toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor()).isZero();
  }

  /** An archive wants a class path of jars alone: folders come after it, by a class loader. */
  private static List<String> java(Path first, String archive) {
    List<String> jars = new ArrayList<>(List.of(first.toString()));
    List<String> folders = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      (entry.endsWith(".jar") ? jars : folders).add(entry);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk"))
        .forEach(command::add);
    command.addAll(
        Arrays.asList(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            archive,
            "-Xshare:auto",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-cp",
            String.join(File.pathSeparator, jars),
            FoldersLast.class.getName(),
            String.join(File.pathSeparator, folders)));
    return command;
  }

  private static void write(Path jar, Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name));
      Files.copy(TARGET.resolve("test-classes").resolve(name), out);
    }
  }
}
