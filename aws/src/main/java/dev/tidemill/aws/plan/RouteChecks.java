package dev.tidemill.aws.plan;

import dev.tidemill.aws.plan.DeploymentChecks.Errors;
import dev.tidemill.model.Function;
import dev.tidemill.model.Job;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Whether functions and jobs reach the brokers of a given Kafka from where they are. In a network
 * that is given, its owner has to know.
 */
final class RouteChecks {

  private static final String CODE = "no-route";

  /**
   * An address that is private by RFC 1918, or a broker of MSK at one of <a
   * href="https://docs.aws.amazon.com/msk/latest/developerguide/port-info.html">its ports inside a
   * VPC</a>.
   */
  private static final Pattern PRIVATE =
      Pattern.compile(
          "(10\\.|192\\.168\\.|172\\.(1[6-9]|2\\d|3[01])\\.).*"
              + "|.*\\.kafka(-serverless)?\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?:(9092|9094|9096|9098)");

  private final Pipeline pipeline;
  private final KafkaPlan kafka;
  private final Errors errors;

  RouteChecks(Pipeline pipeline, KafkaPlan kafka, Errors errors) {
    this.pipeline = pipeline;
    this.kafka = kafka;
    this.errors = errors;
  }

  void check() {
    if (pipeline.aws().network().vpc().isPresent()) {
      return;
    }
    Map<String, KafkaConnection> used = new LinkedHashMap<>();
    for (Function function : pipeline.functions().values()) {
      List<Stream> streams = streams(FunctionPlans.uses(function).keySet());
      given(streams).forEach(connection -> used.put(connection.id(), connection));
      if (!function.aws().internet()) {
        stranded(streams).ifPresent(stream -> function(function, stream));
      }
    }
    JobPlans plans = new JobPlans(pipeline, kafka, new TreeMap<>());
    List<Job> shared = plans.shared();
    for (Job job : pipeline.jobs().values()) {
      List<Stream> streams = plans.touched(job);
      given(streams).forEach(connection -> used.put(connection.id(), connection));
      Optional<Stream> own = stranded(streams);
      own.ifPresent(stream -> job(job, stream));
      if (own.isEmpty() && shared.contains(job) && !given(streams).isEmpty()) {
        shared(job, streams.get(0), plans, shared);
      }
    }
    used.values().forEach(this::hidden);
  }

  private List<Stream> streams(Collection<String> ids) {
    return ids.stream().map(pipeline.streams()::get).filter(Objects::nonNull).toList();
  }

  private List<KafkaConnection> given(List<Stream> streams) {
    return streams.stream().flatMap(stream -> kafka.connection(stream).stream()).toList();
  }

  /** One in a given Kafka, where another of them is in our own network. */
  private Optional<Stream> stranded(List<Stream> streams) {
    return kafka.isInNetwork(streams)
        ? streams.stream().filter(stream -> kafka.connection(stream).isPresent()).findFirst()
        : Optional.empty();
  }

  private void function(Function function, Stream stream) {
    errors.error(
        CODE,
        "functions." + function.id() + ".uses",
        function.handlerPosition(),
        "function %s is in the network of the deployment's cluster, from where stream %s of a"
                .formatted(function.id(), stream.id())
            + " given Kafka is out of reach",
        "write 'aws: { internet: true }', which makes a NAT, or name a network that reaches both",
        stream.id());
  }

  private void job(Job job, Stream stream) {
    errors.error(
        CODE,
        "jobs." + job.id(),
        job.position(),
        "job %s is in the network of the deployment's cluster, from where stream %s of a given"
                .formatted(job.id(), stream.id())
            + " Kafka is out of reach",
        "name a network that reaches both: aws: { network: { vpc: …, subnets: […] } }",
        stream.id());
  }

  private void shared(Job job, Stream stream, JobPlans plans, List<Job> shared) {
    if (kafka.isInNetwork(
        shared.stream().flatMap(other -> plans.touched(other).stream()).toList())) {
      errors.error(
          CODE,
          "jobs." + job.id(),
          job.position(),
          "job %s shares a run in the network of the deployment's cluster, from where stream %s"
                  .formatted(job.id(), stream.id())
              + " of a given Kafka is out of reach",
          "give it a run of its own: aws: { workers: 2 }",
          stream.id());
    }
  }

  /** One with brokers inside some VPC, where nothing of the deployment is in it. */
  private void hidden(KafkaConnection connection) {
    for (String server : connection.bootstrapServers().split(",", -1)) {
      if (PRIVATE.matcher(server).matches()) {
        errors.error(
            CODE,
            "connections." + connection.id() + ".bootstrapServers",
            connection.position(),
            "connection %s: '%s' is inside a network that functions and jobs are not in"
                .formatted(connection.id(), server),
            "name that network: aws: { network: { vpc: …, subnets: […] } }",
            server);
        return;
      }
    }
  }
}
