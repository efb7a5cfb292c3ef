package dev.tidemill.runtime.function;

import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Function;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Names;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import dev.tidemill.runtime.process.LocalAws;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What surrounds the functions of a pipeline, and what each of them is told of it. Variables as in
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Defined runtime
 * environment variables</a>, and Tidemill's own.
 *
 * @param clusters where the streams are
 * @param stores where DynamoDB is; empty where no function uses it
 * @param clockOffset what is added to the clock, for times that functions record
 * @param secrets from a secret's name to its value
 */
public record FunctionEnvironment(
    Pipeline pipeline,
    Clusters clusters,
    Optional<URI> stores,
    Duration clockOffset,
    UnaryOperator<String> secrets) {

  private static final String WRAPPER = "dev.tidemill.functions.TidemillHandler";
  private static final long LARGEST_BATCH = 16 << 10;

  /** The settings of a function in these surroundings. */
  public FunctionSettings settings(Function function) {
    return new FunctionSettings(
        function.id(),
        pipeline.names().physical(function.id()),
        function.code(),
        function.runtime(),
        function.command(),
        function.memory(),
        function.timeout(),
        of(function),
        FunctionSettings.INIT_TIMEOUT);
  }

  private Map<String, String> of(Function function) {
    Map<String, String> environment = new TreeMap<>();
    function.environment().forEach((name, text) -> environment.put(name, text.render(secrets)));
    environment.putAll(LocalAws.environment());
    environment.putAll(lambda(function));
    environment.put("TIDEMILL_FUNCTION", function.id());
    environment.put("TIDEMILL_PIPELINE", pipeline.id());
    environment.put("TIDEMILL_STAGE", pipeline.stage());
    environment.put("TIDEMILL_CLOCK_OFFSET", String.valueOf(clockOffset.toMillis()));
    uses(function, environment);
    return environment;
  }

  private Map<String, String> lambda(Function function) {
    String name = pipeline.names().physical(function.id());
    Map<String, String> environment = new TreeMap<>();
    environment.put("AWS_LAMBDA_FUNCTION_NAME", name);
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put(
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memory().megabytes()));
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + name);
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    environment.put("TZ", ":UTC");
    environment.put("LAMBDA_TASK_ROOT", taskRoot(function.code()).toString());
    environment.put("_HANDLER", function.handler());
    return environment;
  }

  private static Path taskRoot(Path code) {
    Path parent = code.toAbsolutePath().getParent();
    return Files.isDirectory(code) || parent == null ? code : parent;
  }

  private void uses(Function function, Map<String, String> environment) {
    boolean writes = function.executionLog().isPresent();
    Map<String, Function.Access> uses = new TreeMap<>(function.uses());
    function.executionLog().ifPresent(log -> uses.putIfAbsent(log, Function.Access.WRITE));
    long largest = 0;
    long batch = LARGEST_BATCH;
    for (String id : uses.keySet()) {
      Stream stream = pipeline.streams().get(id);
      if (stream != null) {
        writes = true;
        largest = Math.max(largest, stream.maxMessage().bytes());
        batch = Math.min(batch, stream.maxMessage().bytes() / 2);
        connect(stream, environment);
      } else if (pipeline.stores().containsKey(id)) {
        environment.put("TIDEMILL_STORE_" + Names.environment(id), pipeline.names().physical(id));
      }
    }
    stores.ifPresent(uri -> environment.put("AWS_ENDPOINT_URL_DYNAMODB", uri.toString()));
    if (writes) {
      environment.put("TIDEMILL_KAFKA_MAX_REQUEST_SIZE", String.valueOf(largest));
      // The limit of a topic is one of batches: one that is over it is never delivered.
      environment.put("TIDEMILL_KAFKA_BATCH_SIZE", String.valueOf(batch));
      if (function.command().isEmpty()) {
        environment.put("TIDEMILL_HANDLER", function.handler());
        environment.put("_HANDLER", WRAPPER);
      }
    }
    function.executionLog().ifPresent(log -> environment.put("TIDEMILL_EXECUTION_LOG", log));
  }

  /** Where a stream is, and how its cluster is reached: our own, or that of a connection. */
  private void connect(Stream stream, Map<String, String> environment) {
    Optional<String> connection = clusters.connection(pipeline, stream).map(KafkaConnection::id);
    environment.put(
        "TIDEMILL_STREAM_" + Names.environment(stream.id()),
        "kafka:" + stream.topic() + connection.map(id -> "@" + id).orElse(""));
    String prefix =
        connection
            .map(id -> "TIDEMILL_CONNECTION_" + Names.environment(id) + "__")
            .orElse("TIDEMILL_KAFKA_");
    clusters
        .of(pipeline, stream)
        .forEach((setting, value) -> environment.put(prefix + variable(setting), value));
  }

  private static String variable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replace('.', '_');
  }
}
