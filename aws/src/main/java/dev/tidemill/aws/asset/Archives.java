package dev.tidemill.aws.asset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The archives of a deployment. */
public final class Archives {

  /** What says when or by whom a jar was made, and signatures that would not fit any more. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "META-INF/(maven/.*|[^/]*\\.(SF|DSA|RSA|EC)|INDEX\\.LIST)|(META-INF/versions/\\d+/)?module-info\\.class");

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String SERVICES = "META-INF/services/";

  /**
   * What Glue 6.0 lacks of what the engine needs; it has Spark, Scala, Hadoop, Jackson and the AWS
   * SDK, and Iceberg with {@code --datalake-formats}: <a
   * href="https://docs.aws.amazon.com/glue/latest/dg/migrating-version-60.html">its page</a>.
   */
  private static final List<String> LACKING =
      List.of(
          "tidemill-engine",
          "tidemill-model",
          "snakeyaml-engine",
          "spark-sql-kafka-0-10_",
          "spark-token-provider-kafka-0-10_",
          "kafka-clients",
          "commons-pool2",
          "aws-msk-iam-auth");

  private Archives() {}

  /**
   * The code of functions, as Lambda takes it.
   *
   * @param code a jar, a ZIP, a single file or a folder
   * @param target is written
   */
  public static void functions(Path code, Path target) {
    Archive archive = new Archive();
    try (Inputs inputs = new Inputs()) {
      inputs.add(code, archive);
      archive.write(target);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot pack " + code, unreadable);
    }
  }

  /**
   * The engine, as Glue takes it.
   *
   * @param classPath jars and folders of classes, from which those are taken that Glue lacks
   * @throws IllegalStateException if the engine is not among them
   */
  public static void engine(List<Path> classPath, Path target) {
    List<Path> lacking = classPath.stream().filter(Archives::isLacking).toList();
    if (lacking.stream().noneMatch(entry -> entry.toString().contains("engine"))) {
      throw new IllegalStateException("The engine is not on the class path " + classPath);
    }
    Archive archive = new Archive();
    try (Inputs inputs = new Inputs()) {
      for (Path entry : lacking) {
        inputs.add(entry, archive);
      }
      inputs.mergeServices(archive);
      archive.put(MANIFEST, out -> out.write("Manifest-Version: 1.0\r\n\r\n".getBytes(UTF_8)));
      archive.write(target);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot pack the engine", unreadable);
    }
  }

  private static boolean isLacking(Path entry) {
    String path = entry.toString().replace('\\', '/');
    String name = entry.getFileName().toString();
    return LACKING.stream().anyMatch(name::startsWith)
        || path.endsWith("engine/target/classes")
        || path.endsWith("model/target/classes");
  }

  /**
   * Files by the names that they are to have.
   *
   * @param files contents by name
   */
  public static void files(Map<String, Path> files, Path target) {
    Archive archive = new Archive();
    files.forEach((name, file) -> archive.put(name, out -> Files.copy(file, out)));
    try {
      archive.write(target);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot pack " + files.keySet(), unreadable);
    }
  }

  /** Archives that are open while another is made of them. */
  private static final class Inputs implements AutoCloseable {

    private final List<ZipFile> open = new ArrayList<>();
    private final Map<String, Set<String>> services = new TreeMap<>();

    void add(Path input, Archive archive) throws IOException {
      if (Files.isDirectory(input)) {
        folder(input, archive);
      } else if (isZip(input)) {
        zip(input, archive);
      } else {
        archive.add(input.getFileName().toString(), out -> Files.copy(input, out));
      }
    }

    private static boolean isZip(Path input) {
      String name = input.getFileName().toString();
      return name.endsWith(".jar") || name.endsWith(".zip");
    }

    private void folder(Path folder, Archive archive) throws IOException {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = folder.relativize(file).toString().replace('\\', '/');
          if (name.startsWith(SERVICES)) {
            service(name, Files.readString(file));
          }
          archive.add(name, out -> Files.copy(file, out));
        }
      }
    }

    private void zip(Path file, Archive archive) throws IOException {
      ZipFile zip = new ZipFile(file.toFile());
      open.add(zip);
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.isDirectory() || LEFT_OUT.matcher(entry.getName()).matches()) {
          continue;
        }
        if (entry.getName().startsWith(SERVICES)) {
          try (InputStream in = zip.getInputStream(entry)) {
            service(entry.getName(), new String(in.readAllBytes(), UTF_8));
          }
        }
        archive.add(
            entry.getName(),
            out -> {
              try (InputStream in = zip.getInputStream(entry)) {
                in.transferTo(out);
              }
            });
      }
    }

    private void service(String name, String text) {
      Set<String> lines = services.computeIfAbsent(name, key -> new LinkedHashSet<>());
      text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
    }

    /** Providers of one service stand in several jars, in files of one name. */
    void mergeServices(Archive archive) {
      services.forEach(
          (name, lines) ->
              archive.put(
                  name, out -> out.write((String.join("\n", lines) + "\n").getBytes(UTF_8))));
    }

    @Override
    public void close() throws IOException {
      for (ZipFile zip : open) {
        zip.close();
      }
    }
  }
}
