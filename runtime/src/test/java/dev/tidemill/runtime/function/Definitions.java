package dev.tidemill.runtime.function;

import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.AsyncRetry;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Function;
import dev.tidemill.model.FunctionAws;
import dev.tidemill.model.FunctionUrl;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.Template;
import dev.tidemill.runtime.TestPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Definitions for tests, as the reader would give them. */
public final class Definitions {

  private static final Position HERE = new Position(Path.of("pipeline.yaml"), 1, 1, 1, 1);

  private Definitions() {}

  public static Pipeline pipeline(Path folder, Function... functions) {
    Map<String, Function> all = new LinkedHashMap<>();
    for (Function function : functions) {
      all.put(function.id(), function);
    }
    return TestPipeline.of(
        folder.resolve("pipeline.yaml"),
        "pipeline: shop",
        Map.of(),
        Map.of(),
        all,
        Map.of(),
        Map.of());
  }

  /** A Java function. */
  static Function java(String id, String handler, Path code, OptionalInt concurrency) {
    return function(id, handler, code, Optional.empty(), concurrency, Optional.empty(), Map.of());
  }

  /** One with an address. */
  public static Function url(String id, FunctionUrl url) {
    return function(
        id,
        "Handler",
        Path.of("x.jar"),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.of(url),
        Map.of());
  }

  static Function function(
      String id,
      String handler,
      Path code,
      Optional<String> command,
      OptionalInt concurrency,
      Optional<FunctionUrl> url,
      Map<String, Template> environment) {
    return new Function(
        id,
        handler,
        code,
        "java17",
        command,
        new DataSize(256L << 20),
        Duration.ofSeconds(20),
        concurrency,
        Map.of(),
        Optional.empty(),
        environment,
        url,
        new AsyncRetry(2, Duration.ofHours(6)),
        Optional.empty(),
        FunctionAws.DEFAULT,
        List.of(),
        HERE,
        HERE);
  }

  static FunctionEnvironment environment(Pipeline pipeline) {
    return new FunctionEnvironment(
        pipeline,
        Clusters.single(Map.of()),
        Optional.empty(),
        Duration.ZERO,
        name -> "secret of " + name);
  }
}
