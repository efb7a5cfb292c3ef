package dev.tidemill.model.read.grammar;

import static dev.tidemill.model.read.grammar.Key.key;

import dev.tidemill.model.read.yaml.Findings.At;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The shapes of connections. */
final class Connections {

  /** What must stay as we set it, or bookmarks and counts go wrong. */
  private static final Set<String> OURS =
      Set.of(
          "bootstrap.servers",
          "group.id",
          "transactional.id",
          "enable.auto.commit",
          "enable.idempotence",
          "acks",
          "isolation.level",
          "auto.offset.reset",
          "key.serializer",
          "value.serializer",
          "key.deserializer",
          "value.deserializer");

  private static final Map<String, List<String>> NEEDED =
      Map.of("scram", List.of("username", "password"), "plain", List.of("username", "password"));

  private static final Map<String, Set<String>> TAKEN =
      Map.of(
          "none",
          Set.of(),
          "tls",
          Set.of("caCertificate", "clientCertificate", "clientKey"),
          "scram",
          Set.of("username", "password", "caCertificate"),
          "plain",
          Set.of("username", "password", "caCertificate"),
          "iam",
          Set.of("caCertificate"));

  static final Shape ANY =
      VariantShape.of("connection", Map.of("kafka", kafka(), "jdbc", jdbc(), "s3", s3()));

  private Connections() {}

  private static Shape type() {
    return new LaterWordShape(Leaves.word("kafka", "jdbc", "s3"), List.of("kafka"), 4);
  }

  private static BlockShape kafka() {
    return BlockShape.of(
            "the connection",
            key("description", Leaves.text()),
            key("type", type()),
            key("bootstrapServers", servers()).required("add bootstrapServers: host:9092"),
            key("authentication", Leaves.word("none", "tls", "scram", "plain", "iam")).or("none"),
            key("username", new TemplateShape(false)),
            key("password", new TemplateShape(true)),
            key("caCertificate", PathShape.certificate()),
            key("clientCertificate", PathShape.certificate()),
            key("clientKey", new TemplateShape(true)),
            key("properties", ByIdShape.free("property", Leaves.text())))
        .with(Connections::authentication)
        .with(Connections::properties);
  }

  private static Shape servers() {
    String server = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}";
    return Leaves.form(
        "bad-address",
        server + "(?: *, *" + server + ")*",
        "a list of brokers",
        "write HOST:PORT, several with commas between");
  }

  /** What each way of authentication needs, and what it has no use for. */
  private static void authentication(Value.Fields connection, Place place, Reading reading) {
    Optional<String> word = connection.text("authentication");
    if (word.isEmpty()) {
      return;
    }
    for (String key : NEEDED.getOrDefault(word.get(), List.of())) {
      if (!connection.isGiven(key)) {
        missing(key, "authentication " + word.get() + " needs it", place, reading);
      }
    }
    if (word.get().equals("tls")
        && connection.isGiven("clientCertificate") != connection.isGiven("clientKey")) {
      boolean key = connection.isGiven("clientCertificate");
      missing(
          key ? "clientKey" : "clientCertificate",
          key ? "a certificate goes with its key" : "a key goes with its certificate",
          place,
          reading);
    }
    Set<String> taken = TAKEN.get(word.get());
    for (String key :
        List.of("username", "password", "caCertificate", "clientCertificate", "clientKey")) {
      if (connection.isGiven(key) && !taken.contains(key)) {
        reading
            .findings()
            .warning(
                "no-effect",
                new At(place.path() + "." + key, connection.keys().get(key), ""),
                "'" + key + "' changes nothing with authentication " + word.get(),
                ways(key));
      }
    }
  }

  private static String ways(String key) {
    List<String> ways =
        List.of("tls", "scram", "plain", "iam").stream()
            .filter(way -> TAKEN.get(way).contains(key))
            .toList();
    return "write authentication: " + Words.or(ways) + ", or leave it out";
  }

  private static void missing(String key, String why, Place place, Reading reading) {
    boolean secret = !key.equals("username") && !key.equals("clientCertificate");
    reading
        .findings()
        .error(
            "missing-key",
            place.at(),
            place.label() + " has no " + key + ": " + why,
            "add " + key + (secret ? ": \"${secret:name}\"" : ": …"));
  }

  private static void properties(Value.Fields connection, Place place, Reading reading) {
    connection
        .fields("properties")
        .keys()
        .forEach(
            (name, position) -> {
              At at = new At(place.path() + ".properties." + name, position, name);
              if (OURS.contains(name)) {
                reading
                    .findings()
                    .error(
                        "reserved-name",
                        at,
                        "property '" + name + "' is set by Tidemill",
                        name.equals("bootstrap.servers")
                            ? "write bootstrapServers: on the connection"
                            : "no row is lost or doubled only if it stays: leave it out");
              } else if (PlainSecrets.isSecret(name)) {
                reading
                    .findings()
                    .error(
                        "plain-secret",
                        at,
                        "property '" + Words.cut(name) + "' stands in the file for all to read",
                        "write username:, password: or clientKey: on the connection, with"
                            + " \"${secret:name}\"");
              }
            });
  }

  private static BlockShape jdbc() {
    return BlockShape.of(
        "the connection",
        key("description", Leaves.text()),
        key("type", type()),
        key("url", Leaves.text()).required("add url: jdbc:…"),
        key("username", new TemplateShape(false)),
        key("password", new TemplateShape(true)),
        key("driver", Leaves.text()),
        key("properties", ByIdShape.free("property", Leaves.text())),
        key("samples", Leaves.text()));
  }

  private static BlockShape s3() {
    return BlockShape.of(
        "the connection",
        key("description", Leaves.text()),
        key("type", type()),
        key("endpoint", Leaves.text()),
        key("region", Leaves.text()),
        key("accessKey", new TemplateShape(false)),
        key("secretKey", new TemplateShape(true)),
        key("pathStyle", Leaves.bool()));
  }
}
