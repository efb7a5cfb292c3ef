package dev.tidemill.model.read;

import dev.tidemill.model.Connection;
import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.KafkaConnection.Authentication;
import dev.tidemill.model.Template;
import dev.tidemill.model.read.grammar.Value.Fields;
import java.nio.file.Path;
import java.util.Optional;

/** Makes connections. */
final class ConnectionBuilder {

  private final Path folder;

  ConnectionBuilder(Path folder) {
    this.folder = folder;
  }

  Connection build(String id, Fields connection) {
    return new KafkaConnection(
        id,
        connection.text("description"),
        connection.text("bootstrapServers").orElseThrow().replace(" ", ""),
        Leafs.word(Authentication.class, connection, "authentication"),
        connection.leaf("username", Template.class),
        connection.leaf("password", Template.class),
        file(connection, "caCertificate"),
        file(connection, "clientCertificate"),
        connection.leaf("clientKey", Template.class),
        Leafs.texts(connection.fields("properties")),
        connection.position());
  }

  private Optional<Path> file(Fields connection, String key) {
    return connection.text(key).map(path -> folder.resolve(path).normalize());
  }
}
