package dev.tidemill.cli.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * {@code org.apache.spark.deploy.SparkSubmit} in a JVM of its own with Spark's jars, as Glue 6.0
 * has them, and with the jar that a deployment brings. Of this process it has nothing else.
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
          "awaitility",
          "hamcrest");

  /** Of a deployment, which brings them itself. */
  private static final List<String> DEPLOYED =
      List.of(
          "tidemill-",
          "snakeyaml-engine-",
          "spark-sql-kafka-0-10_",
          "spark-token-provider-kafka-0-10_",
          "kafka-clients-",
          "commons-pool2-",
          "aws-msk-iam-auth-");

  private final Path errors;
  private final Process process;
  private final BufferedReader lines;
  private final List<JsonNode> said = new ArrayList<>();

  /**
   * Starts it.
   *
   * @param folder of its own
   * @param engine the jar that a deployment brings
   * @param sparksToo a jar that Spark has, too, before that; empty: none
   * @param mainClass in it
   * @param settings of Spark
   * @param environment all variables
   */
  SubmittedProcess(
      Path folder,
      Path engine,
      Optional<Path> sparksToo,
      String mainClass,
      Map<String, String> settings,
      Map<String, String> environment,
      List<String> arguments)
      throws IOException {
    Files.createDirectories(folder);
    errors = folder.resolve("errors.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath(sparksToo), "org.apache.spark.deploy.SparkSubmit"));
    settings.forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
    command.addAll(List.of("--master", "local[2]", "--class", mainClass, engine.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    process = builder.start();
    lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  private static String classPath(Optional<Path> sparksToo) throws IOException {
    String all = Files.readString(Program.HOME.resolve("engine/target/test-classpath")).strip();
    List<String> spark = new ArrayList<>();
    sparksToo.map(Path::toString).ifPresent(spark::add);
    Stream.of(all.split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar") && !starts(entry, NOT_SPARKS))
        .filter(entry -> !starts(entry, DEPLOYED))
        .forEach(spark::add);
    return String.join(File.pathSeparator, spark);
  }

  private static boolean starts(String entry, List<String> names) {
    String file = Path.of(entry).getFileName().toString();
    return names.stream().anyMatch(file::startsWith);
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
