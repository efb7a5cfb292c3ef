package dev.tidemill.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The one engine of the tests, on the shared Spark. A pipeline of its own makes a test alone. */
public final class SharedEngine {

  private static final AtomicInteger PIPELINES = new AtomicInteger();

  private static Engine engine;

  private SharedEngine() {}

  public static synchronized Engine engine() {
    if (engine == null) {
      engine = Engine.beside(SharedSpark.session(), settings(newFolder()));
    }
    return engine;
  }

  /** The id of a pipeline that nothing else has. */
  public static String newPipeline() {
    return "p" + PIPELINES.incrementAndGet();
  }

  public static Path newFolder() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target", "engines")).toAbsolutePath(), "engine");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** As the product lays a folder out. */
  public static EngineSettings settings(Path folder) {
    return new EngineSettings(
        folder.resolve("lake"),
        "jdbc:h2:file:" + folder.resolve("catalog"),
        folder.resolve("work"),
        Map.of());
  }
}
