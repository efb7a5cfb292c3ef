package dev.tidemill.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * {@code SecureBroker FOLDER}: our broker with a listener for each way of authentication, for the
 * tests of other modules, which start it by its class path. Prints {@code ready PLAINTEXT SASL
 * MUTUAL}, three addresses: without anything, SASL over TLS with SCRAM-SHA-512, PLAIN and
 * AWS_MSK_IAM, and TLS with certificates on both sides. Writes {@code ca.pem}, {@code client.pem}
 * and {@code client-key.pem} to the folder.
 */
public final class SecureBroker {

  /** What has to be escaped in a login module's configuration. */
  public static final String PASSWORD = "o\"pen\\se$ame";

  public static final String USER = "tidemill";

  private static final String SASL = "SASL";
  private static final String MUTUAL = "MUTUAL";
  private static final String LOGIN = "listener.name.sasl.";
  private static final String MODULES = "org.apache.kafka.common.security.";

  private SecureBroker() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    LogFile.open(folder.resolve("broker.log"));
    Security.addProvider(new IamProvider());
    Certificates certificates = Certificates.make(folder);
    certificates.write(folder);
    Sockets sockets = new Sockets();
    int client = sockets.bind(Settings.CLIENT, 0);
    int sasl = sockets.bind(SASL, 0);
    int mutual = sockets.bind(MUTUAL, 0);
    int controller = sockets.bind(Settings.CONTROLLER, 0);
    Map<String, String> settings = Settings.of(Broker.data(folder), client, controller);
    listen(settings, ",SASL://%s:%d,MUTUAL://%s:%d".formatted(host(), sasl, host(), mutual));
    tls(settings, certificates);
    sasl(settings);
    try (Broker broker = Broker.start(folder, sockets, settings, client)) {
      addUser(host() + ":" + broker.port());
      System.out.printf("ready %1$s:%2$d %1$s:%3$d %1$s:%4$d%n", host(), client, sasl, mutual);
      new CountDownLatch(1).await();
    }
  }

  private static String host() {
    return Sockets.HOST;
  }

  private static void listen(Map<String, String> settings, String more) {
    settings.compute("listeners", (name, ours) -> ours + more);
    settings.compute("advertised.listeners", (name, ours) -> ours + more);
    settings.compute(
        "listener.security.protocol.map", (name, ours) -> ours + ",SASL:SASL_SSL,MUTUAL:SSL");
  }

  private static void tls(Map<String, String> settings, Certificates certificates)
      throws Exception {
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.certificate.chain", certificates.chain("server"));
    settings.put("ssl.keystore.key", certificates.key("server"));
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.certificates", certificates.chain("ca"));
    settings.put("listener.name.mutual.ssl.client.auth", "required");
  }

  private static void sasl(Map<String, String> settings) {
    settings.put(LOGIN + "sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN,AWS_MSK_IAM");
    settings.put(
        LOGIN + "scram-sha-512.sasl.jaas.config", MODULES + "scram.ScramLoginModule required;");
    String plain = MODULES + "plain.PlainLoginModule required";
    String escaped = PASSWORD.replace("\\", "\\\\").replace("\"", "\\\"");
    settings.put(
        LOGIN + "plain.sasl.jaas.config", "%s user_%s=\"%s\";".formatted(plain, USER, escaped));
    // A mechanism needs a login, and that of PLAIN asks for nothing.
    settings.put(LOGIN + "aws_msk_iam.sasl.jaas.config", plain + ";");
  }

  private static void addUser(String address) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(USER, scram, PASSWORD)))
          .all()
          .get();
    }
  }

  /** What Amazon MSK understands besides. */
  private static final class IamProvider extends Provider {
    private static final long serialVersionUID = 1;

    IamProvider() {
      super("tidemill-test", "1", "AWS_MSK_IAM");
      put("SaslServerFactory.AWS_MSK_IAM", IamSaslServer.Factory.class.getName());
    }
  }
}
