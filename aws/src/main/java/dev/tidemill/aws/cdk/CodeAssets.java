package dev.tidemill.aws.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.aws.asset.Archives;
import dev.tidemill.aws.asset.DefinitionFiles;
import dev.tidemill.model.Pipeline;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a deployment, packed the same way each time. */
final class CodeAssets {

  /** The whole script: what there is to say, the engine's own main class says. */
  private static final String SCRIPT =
      """
      object GlueApp {
        def main(sysArgs: Array[String]): Unit = dev.tidemill.engine.submit.SubmitMain.main(sysArgs)
      }
      """;

  private final Path folder;
  private final List<Path> engine;
  private final Map<Path, Path> packed = new LinkedHashMap<>();

  /**
   * @param folder to work in
   * @param engine the class path that the engine is on
   */
  CodeAssets(Path folder, List<Path> engine) {
    this.folder = folder;
    this.engine = List.copyOf(engine);
  }

  /** The class path of this process. */
  static List<Path> engineClassPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** One archive for all functions with the same code. */
  Path functions(Path code) {
    return packed.computeIfAbsent(
        code,
        key -> {
          String name = key.getFileName().toString();
          int dot = name.lastIndexOf('.');
          String stem = dot > 0 ? name.substring(0, dot) : name;
          Path target = folder.resolve(packed.size() + "-" + stem + ".zip");
          Archives.functions(key, target);
          return target;
        });
  }

  Path engine() {
    Path target = folder.resolve("tidemill-engine-glue.jar");
    Archives.engine(engine, target);
    return target;
  }

  Path script() {
    return write(folder.resolve("GlueApp.scala"), SCRIPT);
  }

  Path definition(Pipeline pipeline) {
    if (DefinitionFiles.isAlone(pipeline)) {
      return pipeline.file();
    }
    Path target = folder.resolve("definition.zip");
    Archives.files(DefinitionFiles.of(pipeline), target);
    return target;
  }

  private static Path write(Path file, String text) {
    try {
      return Files.write(file, text.getBytes(UTF_8));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
