package dev.tidemill.runtime.rehearse;

import dev.tidemill.model.AsyncRetry;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Function;
import dev.tidemill.model.Function.FunctionSamples;
import dev.tidemill.model.FunctionAws;
import dev.tidemill.model.GlueSettings;
import dev.tidemill.model.Job;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.Schedule;
import dev.tidemill.model.Store;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Template;
import dev.tidemill.model.schedule.ScheduleExpressions;
import dev.tidemill.runtime.TestPipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Definitions for tests, as the reader would give them. */
final class Pipelines {

  static final Position SOMEWHERE = new Position(Path.of("pipeline.yaml"), 3, 7, 3, 9);

  private Pipelines() {}

  static Pipeline of(Path folder, List<Stream> streams, List<Function> functions, List<Job> jobs) {
    return TestPipeline.of(
        folder.resolve("pipeline.yaml"),
        "{ pipeline: shop, build: make, rehearsal: { secrets: { pii-salt: pepper } } }",
        Map.of(),
        streams.stream().collect(Collectors.toMap(Stream::id, s -> s)),
        functions.stream().collect(Collectors.toMap(Function::id, f -> f)),
        Map.of(),
        jobs.stream().collect(Collectors.toMap(Job::id, j -> j)));
  }

  static Pipeline empty(Path folder) {
    return of(folder, List.of(), List.of(), List.of());
  }

  static Function function(Path code, FunctionSamples... samples) {
    return function(code, Map.of(), samples);
  }

  static Function function(
      Path code, Map<String, Template> environment, FunctionSamples... samples) {
    return new Function(
        "Track",
        "com.shop.Track",
        code,
        "java17",
        Optional.empty(),
        new DataSize(1 << 29),
        Duration.ofSeconds(30),
        OptionalInt.empty(),
        Map.of(),
        Optional.empty(),
        environment,
        Optional.empty(),
        new AsyncRetry(2, Duration.ofHours(6)),
        Optional.empty(),
        FunctionAws.DEFAULT,
        List.of(samples),
        SOMEWHERE,
        SOMEWHERE);
  }

  static FunctionSamples samples(Path file, Function.Outcome outcome) {
    return new FunctionSamples(
        file, new Function.Expect(outcome, Optional.empty()), Function.As.EVENT, SOMEWHERE);
  }

  static Stream stream(String id, Path... samples) {
    return new Stream(
        id,
        new ColumnType.Struct(List.of()),
        1,
        Duration.ofDays(7),
        new DataSize(1 << 20),
        Optional.empty(),
        id,
        Optional.empty(),
        Stream.OnBadRecord.DEAD_LETTER,
        java.util.Arrays.stream(samples).map(f -> new Store.Samples(f, SOMEWHERE)).toList(),
        SOMEWHERE);
  }

  static Job job(String stream, boolean enabled) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    nodes.put("log", node("log", Node.Role.SOURCE, "stream", stream));
    nodes.put("lake", node("lake", Node.Role.TARGET, "table", "clicks"));
    return new Job(
        "clicks",
        enabled,
        Optional.of(Duration.ofMinutes(1)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        1,
        Optional.empty(),
        GlueSettings.DEFAULT,
        nodes,
        SOMEWHERE);
  }

  static Schedule schedule(String expression, Optional<String> input) {
    return new Schedule(
        "nightly",
        ScheduleExpressions.parse(expression).value().orElseThrow(),
        ZoneId.of("Europe/Berlin"),
        new Schedule.Target(Schedule.Kind.FUNCTION, "Track"),
        input,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "shop-local",
        new Schedule.RetryPolicy(3, Duration.ofHours(1)),
        true,
        true,
        Schedule.Missed.RUN_ONCE,
        false,
        SOMEWHERE);
  }

  private static Node node(String id, Node.Role role, String kind, String value) {
    return new Node(id, role, kind, Map.of(), Map.of(kind, value), Map.of(), SOMEWHERE);
  }
}
