package dev.tidemill.broker;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@link SecureBroker} for the tests of other modules, as a process that ends with theirs. */
public final class SecureBrokerProcess {

  public static final String PASSWORD = SecureBroker.PASSWORD;

  public static final String USER = SecureBroker.USER;

  /** Of the one AWS identity that it knows. */
  public static final String ACCESS_KEY = IamSaslServer.ACCESS_KEY;

  public static final String SECRET_KEY = IamSaslServer.SECRET_KEY;
  public static final String REGION = IamSaslServer.REGION;

  private final Path folder;
  private final String[] addresses;

  /**
   * Starts it.
   *
   * @param folder gets {@code ca.pem}, {@code client.pem} and {@code client-key.pem}
   */
  public SecureBrokerProcess(Path folder) throws IOException {
    this.folder = folder;
    Path home = Path.of(System.getProperty("tidemill.home"));
    String classPath =
        String.join(
            File.pathSeparator,
            home.resolve("launcher/target/tidemill-launcher.jar").toString(),
            home.resolve("broker/target/test-classes").toString(),
            home.resolve("broker/target/tidemill-broker.jar").toString(),
            Files.readString(home.resolve("broker/target/classpath")).strip());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--add-exports=java.base/sun.security.tools.keytool=ALL-UNNAMED",
                "-cp",
                classPath,
                "dev.tidemill.launcher.Launcher",
                "dev.tidemill.broker.SecureBroker",
                folder.toString())
            .redirectError(folder.resolve("errors.log").toFile())
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String ready = output.readLine();
    if (ready == null || !ready.startsWith("ready ")) {
      throw new IOException("No broker: " + Files.readString(folder.resolve("errors.log")));
    }
    addresses = ready.substring("ready ".length()).split(" ", -1);
  }

  /** {@code ca.pem}, {@code client.pem} or {@code client-key.pem}. */
  public String pem(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** Without authentication. */
  public String plaintext() {
    return addresses[0];
  }

  /** SASL over TLS. */
  public String sasl() {
    return addresses[1];
  }

  /** TLS that wants the client's certificate. */
  public String mutual() {
    return addresses[2];
  }
}
