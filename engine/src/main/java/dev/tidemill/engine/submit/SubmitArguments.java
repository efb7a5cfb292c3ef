package dev.tidemill.engine.submit;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.WayOut;
import dev.tidemill.engine.connect.Clusters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a run is started with. Each is an argument {@code --tidemill-NAME VALUE}; Glue passes
 * arguments of its own beside them.
 *
 * @param definition the address of {@code pipeline.yaml}, or of a {@code .zip} with it: a path or
 *     {@code s3://BUCKET/KEY}
 * @param set values of parameters by name
 * @param variables of the environment, by name
 * @param onGlue whether Glue started it
 * @param jobs ids; empty: all enabled jobs with {@code every}
 * @param lake where the tables lie
 * @param catalogType {@code glue} or {@code jdbc}
 * @param catalog properties of the Iceberg catalog
 * @param kafka settings of the Kafka clients of streams without a connection
 * @param secrets of the connections, by name
 * @param watch the address of a file whose change ends a run of streaming jobs
 * @param watchFor what that file holds as long as a run is to go on; empty: what it holds first
 * @param watchEvery how often it is looked at
 * @param wayOut what a person decided for the one job
 */
record SubmitArguments(
    String definition,
    String stage,
    Map<String, String> set,
    Map<String, String> variables,
    boolean onGlue,
    List<String> jobs,
    String lake,
    String catalogType,
    Map<String, String> catalog,
    Map<String, String> kafka,
    Map<String, String> secrets,
    String watch,
    Optional<String> watchFor,
    Duration watchEvery,
    Optional<WayOut> wayOut) {

  SubmitArguments {
    set = Map.copyOf(set);
    variables = Map.copyOf(variables);
    jobs = List.copyOf(jobs);
    catalog = Map.copyOf(catalog);
    kafka = Map.copyOf(kafka);
    secrets = Map.copyOf(secrets);
  }

  /**
   * From the name of a variable to its value or null. On Glue nobody has set any: what the
   * definition was deployed with is all that there is.
   */
  UnaryOperator<String> environment() {
    return name ->
        variables.containsKey(name) || onGlue ? variables.get(name) : System.getenv(name);
  }

  /** Where the streams are. */
  Clusters clusters() {
    return Clusters.of(
        kafka,
        name -> {
          String value = secrets.get(name);
          if (value == null) {
            throw new EngineException(
                "secret-missing",
                "the secret '%s' has no value: pass --tidemill-secret.%s".formatted(name, name));
          }
          return value;
        });
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "SubmitArguments[" + definition + ", " + stage + ", " + jobs + "]";
  }
}
