package dev.tidemill.cli.command;

import dev.tidemill.cli.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Command;

/** Prints versions. */
@Command(name = "version")
final class VersionCommand extends BaseCommand {

  @Override
  public Integer call() {
    Map<String, String> versions = versions();
    print(
        root.json
            ? Json.document(versions)
            : "tidemill %s: Java %s, Spark %s, Iceberg %s, Kafka %s"
                .formatted(versions.values().toArray()));
    return 0;
  }

  private static Map<String, String> versions() {
    Properties built = new Properties();
    try (InputStream file =
        VersionCommand.class.getResourceAsStream("/dev/tidemill/cli/version.properties")) {
      built.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("tidemill", built.getProperty("tidemill"));
    versions.put("java", System.getProperty("java.version"));
    versions.put("spark", built.getProperty("spark"));
    versions.put("iceberg", built.getProperty("iceberg"));
    versions.put("kafka", built.getProperty("kafka"));
    return versions;
  }
}
