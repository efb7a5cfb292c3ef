package dev.tidemill.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A given Kafka.
 *
 * @param bootstrapServers {@code HOST:PORT}, several with commas, no blanks
 * @param username given for {@link Authentication#SCRAM} and {@link Authentication#PLAIN} only
 * @param password given for the same
 * @param caCertificate a PEM file of the authorities that brokers are checked against, absolute;
 *     empty: those that Java knows
 * @param clientCertificate a PEM file with the client's own certificate chain, absolute, for {@link
 *     Authentication#TLS} only
 * @param clientKey the private key of that certificate as PEM text (PKCS #8); there if, and only
 *     if, the certificate is
 * @param properties further settings of Kafka's clients by name, in the order of the file; they win
 *     over what follows from the other components
 */
public record KafkaConnection(
    String id,
    Optional<String> description,
    String bootstrapServers,
    Authentication authentication,
    Optional<Template> username,
    Optional<Template> password,
    Optional<Path> caCertificate,
    Optional<Path> clientCertificate,
    Optional<Template> clientKey,
    Map<String, String> properties,
    Position position)
    implements Connection {

  /** How clients and brokers know each other. */
  public enum Authentication {
    /** Not at all, and nothing is encrypted. */
    NONE,
    /** TLS; with a client certificate the broker knows the client too. */
    TLS,
    /** A user name and a password that is never sent, SCRAM-SHA-512, over TLS. */
    SCRAM,
    /** A user name and a password, over TLS. */
    PLAIN,
    /** The AWS identity of the process, as Amazon MSK takes it, over TLS. */
    IAM
  }
}
