package dev.tidemill.engine;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The one Kafka broker of the engine's tests: a process that ends with this one. */
public final class SharedBroker {

  private static Process process;
  private static String address;

  private SharedBroker() {}

  /** Its bootstrap servers. */
  public static synchronized String address() {
    if (process == null) {
      try {
        start();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return address;
  }

  private static void start() throws IOException {
    Path home = Path.of(System.getProperty("tidemill.home"));
    Path data =
        Files.createTempDirectory(Files.createDirectories(Path.of("target/broker")), "data");
    String dependencies = Files.readString(home.resolve("broker/target/classpath")).strip();
    String classPath =
        String.join(
            File.pathSeparator,
            home.resolve("launcher/target/tidemill-launcher.jar").toString(),
            home.resolve("broker/target/tidemill-broker.jar").toString(),
            dependencies);
    process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath,
                    "dev.tidemill.launcher.Launcher",
                    "dev.tidemill.broker.BrokerMain",
                    data.toString()))
            .redirectError(data.resolve("errors.log").toFile())
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String ready = lines.readLine();
    if (ready == null || !ready.startsWith("ready ")) {
      throw new IOException("No broker: " + ready + Files.readString(data.resolve("errors.log")));
    }
    address = ready.substring("ready ".length());
  }
}
