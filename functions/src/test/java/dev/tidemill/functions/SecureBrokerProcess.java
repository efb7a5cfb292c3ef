package dev.tidemill.functions;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code SecureBroker} of the broker's own tests, as a process that ends with this one. */
final class SecureBrokerProcess {

  static final String USER = "tidemill";
  static final String PASSWORD = "o\"pen\\se$ame";

  /** Of the one AWS identity that it knows. */
  static final String ACCESS_KEY = "AKIDTIDEMILL";

  static final String SECRET_KEY = "a-secret-access-key/of+the tests";
  static final String REGION = "eu-west-1";

  private final Path folder;
  private final String[] addresses;

  SecureBrokerProcess(Path folder) throws IOException {
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

  /** Without authentication. */
  String plaintext() {
    return addresses[0];
  }

  /** SASL over TLS. */
  String sasl() {
    return addresses[1];
  }

  /** TLS that wants the client's certificate. */
  String mutual() {
    return addresses[2];
  }

  /** {@code ca.pem}, {@code client.pem} or {@code client-key.pem}. */
  String pem(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
