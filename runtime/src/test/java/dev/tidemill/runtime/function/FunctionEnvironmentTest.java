package dev.tidemill.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.AsyncRetry;
import dev.tidemill.model.ColumnType;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Function;
import dev.tidemill.model.Function.Access;
import dev.tidemill.model.FunctionAws;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.model.Store;
import dev.tidemill.model.Stream;
import dev.tidemill.model.Template;
import dev.tidemill.runtime.TestPipeline;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FunctionEnvironmentTest {

  private static final Position HERE = new Position(Path.of("pipeline.yaml"), 1, 1, 1, 1);

  @Test
  void tellsAFunctionWhereItsStoresAndStreamsAre() {
    FunctionSettings settings =
        environment()
            .settings(function(Map.of("users", Access.WRITE), Optional.of("function-log")));

    assertThat(settings.name()).isEqualTo("shop-local-PutUser");
    assertThat(settings.environment())
        .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "shop-local-PutUser")
        .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
        .containsEntry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/shop-local-PutUser")
        .containsEntry("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000")
        .containsEntry("LAMBDA_TASK_ROOT", "/srv/shop/target")
        .containsEntry("TIDEMILL_FUNCTION", "PutUser")
        .containsEntry("TIDEMILL_PIPELINE", "shop")
        .containsEntry("TIDEMILL_STAGE", "local")
        .containsEntry("TIDEMILL_CLOCK_OFFSET", "-5000")
        .containsEntry("TIDEMILL_STORE_USERS", "shop-local-users")
        .containsEntry("TIDEMILL_STREAM_FUNCTION_LOG", "kafka:log-topic")
        .containsEntry("TIDEMILL_EXECUTION_LOG", "function-log")
        .containsEntry("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092")
        .containsEntry("TIDEMILL_KAFKA_MAX_REQUEST_SIZE", "4096")
        .containsEntry("TIDEMILL_KAFKA_BATCH_SIZE", "2048")
        .containsEntry("_HANDLER", "dev.tidemill.functions.TidemillHandler")
        .containsEntry("TIDEMILL_HANDLER", "shop.PutUser")
        .containsEntry("PASSWORD", "secret of db");
  }

  @Test
  void leavesTheHandlerOfAFunctionWithoutStreamsUnwrapped() {
    Map<String, String> variables =
        environment()
            .settings(function(Map.of("users", Access.READ), Optional.empty()))
            .environment();

    assertThat(variables).containsEntry("_HANDLER", "shop.PutUser");
    assertThat(variables.keySet())
        .noneMatch(name -> name.startsWith("TIDEMILL_KAFKA") || name.equals("TIDEMILL_HANDLER"));
  }

  @Test
  void tellsAFunctionOfTheClusterOfAConnection() {
    Map<String, String> variables =
        environment(pipeline(Optional.of("office-kafka")))
            .settings(function(Map.of("function-log", Access.WRITE), Optional.empty()))
            .environment();

    assertThat(variables)
        .containsEntry("TIDEMILL_STREAM_FUNCTION_LOG", "kafka:log-topic@office-kafka")
        .containsEntry("TIDEMILL_KAFKA_MAX_REQUEST_SIZE", "4096")
        .containsEntry("TIDEMILL_CONNECTION_OFFICE_KAFKA__BOOTSTRAP_SERVERS", "kafka:9096")
        .containsEntry("TIDEMILL_CONNECTION_OFFICE_KAFKA__SECURITY_PROTOCOL", "SASL_SSL")
        .containsEntry(
            "TIDEMILL_CONNECTION_OFFICE_KAFKA__SASL_JAAS_CONFIG",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"me\" password=\"secret of kafka\";")
        .doesNotContainKey("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS");
  }

  @Test
  void leavesConnectionsOutInARehearsal() {
    Pipeline pipeline = pipeline(Optional.of("office-kafka"));
    Clusters clusters = Clusters.single(Map.of("bootstrap.servers", "127.0.0.1:9092"));

    assertThat(
            new FunctionEnvironment(pipeline, clusters, Optional.empty(), Duration.ZERO, name -> "")
                .settings(function(Map.of("function-log", Access.WRITE), Optional.empty()))
                .environment())
        .containsEntry("TIDEMILL_STREAM_FUNCTION_LOG", "kafka:log-topic")
        .containsEntry("TIDEMILL_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");
  }

  private static FunctionEnvironment environment() {
    return environment(pipeline(Optional.empty()));
  }

  private static FunctionEnvironment environment(Pipeline pipeline) {
    return new FunctionEnvironment(
        pipeline,
        Clusters.of(Map.of("bootstrap.servers", "127.0.0.1:9092"), name -> "secret of " + name),
        Optional.of(URI.create("http://127.0.0.1:8000")),
        Duration.ofSeconds(-5),
        name -> "secret of " + name);
  }

  private static Function function(Map<String, Access> uses, Optional<String> log) {
    return new Function(
        "PutUser",
        "shop.PutUser",
        Path.of("/srv/shop/target/shop.jar"),
        "java17",
        Optional.empty(),
        new DataSize(256L << 20),
        Duration.ofSeconds(3),
        OptionalInt.empty(),
        uses,
        log,
        Map.of("PASSWORD", new Template(List.of(new Template.Part.Secret("db")))),
        Optional.empty(),
        new AsyncRetry(2, Duration.ofHours(6)),
        Optional.empty(),
        FunctionAws.DEFAULT,
        List.of(),
        HERE,
        HERE);
  }

  private static KafkaConnection connection() {
    return new KafkaConnection(
        "office-kafka",
        Optional.empty(),
        "kafka:9096",
        KafkaConnection.Authentication.SCRAM,
        Optional.of(Template.of("me")),
        Optional.of(new Template(List.of(new Template.Part.Secret("kafka")))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        HERE);
  }

  private static Pipeline pipeline(Optional<String> connection) {
    Store store =
        new Store(
            "users",
            new Store.Attribute("id", Store.Type.STRING),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            List.of(),
            HERE);
    Stream stream =
        new Stream(
            "function-log",
            new ColumnType.Struct(List.of()),
            1,
            Duration.ofDays(7),
            new DataSize(4096),
            Optional.empty(),
            "log-topic",
            connection,
            Stream.OnBadRecord.DEAD_LETTER,
            List.of(),
            HERE);
    return TestPipeline.of(
        Path.of("/srv/shop/pipeline.yaml"),
        "pipeline: shop",
        Map.of("users", store),
        Map.of("function-log", stream),
        Map.of(),
        Map.of("office-kafka", connection()),
        Map.of());
  }
}
