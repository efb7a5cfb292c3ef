package dev.tidemill.engine.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * {@code org.apache.spark.deploy.SparkSubmit} in a JVM of its own with Spark's jars, as Glue 6.0
 * has them, and with what a deployment gives it: the engine and what Glue lacks. Of this process'
 * class path it has nothing else.
 */
final class SubmittedProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of the jars here these are neither Spark's nor Iceberg's nor the AWS SDK's. */
  private static final List<String> NOT_SPARKS =
      List.of(
          "h2-",
          "junit",
          "assertj",
          "archunit",
          "jqwik",
          "opentest4j",
          "apiguardian",
          "byte-buddy",
          "surefire",
          "awaitility");

  /** What Glue 6.0 lacks. */
  private static final List<String> DEPLOYED =
      List.of(
          "snakeyaml-engine-",
          "spark-sql-kafka-0-10_",
          "spark-token-provider-kafka-0-10_",
          "kafka-clients-",
          "commons-pool2-");

  private final Path errors;
  private final Process process;
  private final BufferedReader lines;
  private final List<JsonNode> said = new ArrayList<>();

  /**
   * Starts it.
   *
   * @param folder of its own
   * @param sparksToo a jar that Spark has, too; null: none
   * @param settings of Spark
   */
  SubmittedProcess(
      Path folder, Path sparksToo, Map<String, String> settings, List<String> arguments)
      throws IOException {
    Files.createDirectories(folder);
    errors = folder.resolve("errors.log");
    ProcessBuilder builder =
        new ProcessBuilder(command(folder, sparksToo, settings, arguments))
            .directory(folder.toFile())
            .redirectError(errors.toFile());
    // As of the role of a Glue job.
    builder.environment().put("AWS_ACCESS_KEY_ID", "key");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
    process = builder.start();
    lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  private static List<String> command(
      Path folder, Path sparksToo, Map<String, String> settings, List<String> arguments)
      throws IOException {
    List<String> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar") && starts(entry, NOT_SPARKS).isEmpty())
            .filter(entry -> !starts(entry, List.of("tidemill-")).isPresent())
            .toList();
    List<String> spark = new ArrayList<>();
    List<String> deployed = new ArrayList<>();
    jars.forEach(jar -> (starts(jar, DEPLOYED).isPresent() ? deployed : spark).add(jar));
    assertThat(deployed).as("the jars of a deployment").hasSameSizeAs(DEPLOYED);
    if (sparksToo != null) {
      spark.add(sparksToo.toAbsolutePath().toString());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            String.join(File.pathSeparator, spark),
            "org.apache.spark.deploy.SparkSubmit"));
    settings.forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
    command.addAll(
        List.of(
            "--master",
            "local[2]",
            "--jars",
            String.join(",", deployed),
            "--class",
            SubmitMain.class.getName(),
            engine(folder).toString()));
    command.addAll(arguments);
    return command;
  }

  private static java.util.Optional<String> starts(String entry, List<String> names) {
    String file = Path.of(entry).getFileName().toString();
    return names.stream().filter(file::startsWith).findFirst();
  }

  /** The classes of engine and model in one jar. */
  private static Path engine(Path folder) throws IOException {
    Path jar = folder.resolve("engine.jar").toAbsolutePath();
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Class<?> one : List.of(SubmitMain.class, dev.tidemill.model.Pipeline.class)) {
        Path place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().getPath());
        add(place, out);
      }
    }
    return jar;
  }

  private static void add(Path place, JarOutputStream out) throws IOException {
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          out.putNextEntry(new JarEntry(place.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, out);
        }
      }
      return;
    }
    try (java.util.zip.ZipFile packed = new java.util.zip.ZipFile(place.toFile())) {
      for (var entry : java.util.Collections.list(packed.entries())) {
        if (!entry.isDirectory() && !entry.getName().startsWith("META-INF/MANIFEST")) {
          out.putNextEntry(new JarEntry(entry.getName()));
          packed.getInputStream(entry).transferTo(out);
        }
      }
    }
  }

  /** The first line of its log that fits; reads on until there is one. */
  JsonNode await(Predicate<JsonNode> wanted) throws IOException {
    for (JsonNode line : said) {
      if (wanted.test(line)) {
        return line;
      }
    }
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("{")) {
        JsonNode read = JSON.readTree(line);
        said.add(read);
        if (wanted.test(read)) {
          return read;
        }
      }
    }
    throw new AssertionError("It ended before that: " + said + "\n" + errors());
  }

  /** All lines of its log so far. */
  List<JsonNode> said() {
    return said;
  }

  /** Reads the rest, and waits for its end. */
  int status() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("{")) {
        said.add(JSON.readTree(line));
      }
    }
    return process.onExit().join().exitValue();
  }

  /** What it has logged besides. */
  String errors() throws IOException {
    return Files.readString(errors);
  }

  /** SIGTERM. */
  void end() {
    // The process itself would close what is read of it.
    process.toHandle().destroy();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    lines.close();
  }
}
