package dev.tidemill.aws.plan;

import dev.tidemill.model.AwsStreams.Authentication;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Stream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client of MSK may do, by topic, group and transactional id: <a
 * href="https://docs.aws.amazon.com/msk/latest/developerguide/kafka-actions.html">its actions</a>.
 * None are needed where clients are not known by IAM.
 */
final class KafkaRights {

  /**
   * The host of a broker of MSK has the name of the cluster: {@code b-1.NAME.x1y2z3.c2.kafka.…}.
   */
  private static final Pattern BROKER =
      Pattern.compile("(?:b-\\d+(?:-public)?|boot-\\w+)\\.([a-z0-9-]+)\\..*\\.kafka.*");

  private final KafkaPlan kafka;
  private final Set<Place> clusters = new LinkedHashSet<>();
  private final Map<String, Grant> grants = new LinkedHashMap<>();

  /** A cluster, as ARNs of what it holds have it, and a kind of rights there. */
  private record Place(String account, String path) {

    String arn(String kind, String id) {
      return account + kind + "/" + path + (id.isEmpty() ? "" : "/" + id);
    }
  }

  private record Grant(List<String> actions, Set<String> resources) {}

  KafkaRights(KafkaPlan kafka) {
    this.kafka = kafka;
  }

  /** Sends to topics. */
  KafkaRights writes(Stream stream) {
    place(stream).ifPresent(place -> writes(place, stream.topic()));
    return this;
  }

  /** Reads topics as one of these groups; a name may end with a star. */
  KafkaRights reads(Stream stream, Collection<String> groups) {
    place(stream)
        .ifPresent(
            place -> {
              connects(place, false);
              topic(place, "ReadTopics", stream.topic(), "DescribeTopic", "ReadData");
              for (String group : groups) {
                add("Groups", place.arn("group", group), "DescribeGroup", "AlterGroup");
              }
            });
    return this;
  }

  /** Sends to a topic in transactions, with the bookmark in another. */
  KafkaRights writesWithBookmark(Stream stream, String transaction) {
    place(stream)
        .ifPresent(
            place -> {
              writes(place, stream.topic());
              String bookmarks = kafka.bookmarks();
              topic(place, "Bookmarks", bookmarks, "DescribeTopic", "ReadData", "WriteData");
              if (kafka.connection(stream).isPresent()) {
                add("MakeBookmarks", place.arn("topic", bookmarks), "CreateTopic");
              }
              add(
                  "Transactions",
                  place.arn("transactional-id", transaction),
                  "DescribeTransactionalId",
                  "AlterTransactionalId");
            });
    return this;
  }

  List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    grants.forEach(
        (purpose, grant) ->
            statements.add(
                Statement.allow(purpose, grant.actions(), List.copyOf(grant.resources()))));
    return statements;
  }

  private void writes(Place place, String topic) {
    connects(place, true);
    topic(place, "WriteTopics", topic, "DescribeTopic", "WriteData");
  }

  /** Idempotence is on in clients by default, and is a right of the cluster's own. */
  private void connects(Place place, boolean writes) {
    clusters.add(place);
    add("Connect", place.arn("cluster", ""), "Connect", "DescribeCluster");
    if (writes) {
      add("WriteOnce", place.arn("cluster", ""), "WriteDataIdempotently");
    }
  }

  private void topic(Place place, String purpose, String topic, String... actions) {
    add(purpose, place.arn("topic", topic), actions);
  }

  private void add(String purpose, String resource, String... actions) {
    List<String> prefixed = List.of(actions).stream().map("kafka-cluster:"::concat).toList();
    grants
        .computeIfAbsent(purpose, key -> new Grant(prefixed, new LinkedHashSet<>()))
        .resources()
        .add(resource);
  }

  private Optional<Place> place(Stream stream) {
    String account = Ref.arn("kafka", "");
    Optional<KafkaConnection> connection = kafka.connection(stream);
    if (connection.isEmpty()) {
      boolean iam = kafka.cluster().orElseThrow().authentication() == Authentication.IAM;
      return iam ? Optional.of(new Place(account, Ref.CLUSTER_PATH)) : Optional.empty();
    }
    return connection
        .filter(given -> given.authentication() == KafkaConnection.Authentication.IAM)
        .map(given -> new Place(account, given(given.bootstrapServers())));
  }

  private static String given(String bootstrapServers) {
    Matcher broker = BROKER.matcher(bootstrapServers);
    return broker.matches() ? broker.group(1) + "/*" : "*/*";
  }
}
