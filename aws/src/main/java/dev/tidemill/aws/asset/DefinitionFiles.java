package dev.tidemill.aws.asset;

import dev.tidemill.model.Connection;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The definition with the files that it names, for a run that reads it elsewhere. */
public final class DefinitionFiles {

  private static final String NAME = "pipeline.yaml";
  private static final int DEEPEST = 5;
  private static final List<String> NOT_OURS =
      List.of("target", ".tidemill", "node_modules", ".git");

  private DefinitionFiles() {}

  /** Whether it names no other files, so that it can go alone. */
  public static boolean isAlone(Pipeline pipeline) {
    return of(pipeline).size() == 1;
  }

  /** The definition first, under the one name that runs look for. */
  public static Map<String, Path> of(Pipeline pipeline) {
    Path folder = pipeline.folder();
    Map<String, Path> files = new TreeMap<>();
    files.put(NAME, pipeline.file());
    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
      all.filter(file -> isSql(folder.relativize(file)) && Files.isRegularFile(file))
          .forEach(file -> files.put(name(folder, file), file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    for (Connection connection : pipeline.connections().values()) {
      KafkaConnection kafka = (KafkaConnection) connection;
      Stream.of(kafka.caCertificate(), kafka.clientCertificate())
          .flatMap(java.util.Optional::stream)
          .filter(file -> file.startsWith(folder))
          .forEach(file -> files.put(name(folder, file), file));
    }
    return files;
  }

  private static boolean isSql(Path file) {
    return file.toString().endsWith(".sql")
        && Stream.of(file.toString().replace('\\', '/').split("/", -1))
            .noneMatch(NOT_OURS::contains);
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }
}
