package dev.tidemill.runtime.invoke;

import dev.tidemill.model.AsyncRetry;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Function;
import dev.tidemill.model.FunctionAws;
import dev.tidemill.model.Position;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A function for tests; only what asynchronous calls look at matters. */
final class TestFunction {

  private static final Position SOMEWHERE = new Position(Path.of("pipeline.yaml"), 3, 7, 3, 9);

  private TestFunction() {}

  static Function of(String id, int attempts, Duration age, Optional<String> onFailure) {
    return new Function(
        id,
        "com.shop.Track",
        Path.of("track.jar"),
        "java17",
        Optional.empty(),
        new DataSize(1 << 29),
        Duration.ofSeconds(30),
        OptionalInt.empty(),
        Map.of(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        new AsyncRetry(attempts, age),
        onFailure,
        FunctionAws.DEFAULT,
        List.of(),
        SOMEWHERE,
        SOMEWHERE);
  }
}
