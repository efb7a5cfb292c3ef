package dev.tidemill.runtime.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Template;
import dev.tidemill.model.Template.Part;
import dev.tidemill.model.read.DefinitionReader;
import dev.tidemill.runtime.Secrets;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir private Path folder;

  @Test
  void looksIntoRehearsalThenEnvironmentThenFolder() throws IOException {
    Path secrets = Files.createDirectories(folder.resolve("tidemill/secrets/shop"));
    Files.writeString(secrets.resolve("in-file"), "c\n");
    Files.writeString(secrets.resolve("in-both"), "file");
    Secrets all =
        new Secrets(
            Pipelines.empty(folder),
            Map.of("pii-salt", "pepper"),
            Map.of(
                "XDG_CONFIG_HOME", folder.toString(),
                "TIDEMILL_SECRET_IN_BOTH", "environment",
                "TIDEMILL_SECRET_PII_SALT", "environment"));

    assertThat(all.find("pii-salt")).contains("pepper");
    assertThat(all.find("in-both")).contains("environment");
    assertThat(all.find("in-file")).contains("c");
    assertThat(all.find("nowhere")).isEmpty();
  }

  @Test
  void namesThoseThatFunctionsLack() {
    Map<String, Template> environment =
        Map.of(
            "A", new Template(List.of(new Part.Literal("x"), new Part.Secret("nowhere"))),
            "B", new Template(List.of(new Part.Secret("pii-salt"))));
    Pipeline pipeline =
        Pipelines.of(
            folder,
            List.of(),
            List.of(Pipelines.function(folder.resolve("a.jar"), environment)),
            List.of());

    assertThat(
            new Secrets(pipeline, Map.of("pii-salt", "pepper"), Map.of("HOME", folder.toString()))
                .missing())
        .containsExactly("nowhere");
  }

  @Test
  void namesThoseThatConnectionsInUseLack() throws IOException {
    Path file = folder.resolve("pipeline.yaml");
    Files.writeString(
        file,
        """
        pipeline: shop
        connections:
          used: { type: kafka, bootstrapServers: "a:1", authentication: scram, username: me,
                  password: "${secret:kafka}" }
          unused: { type: kafka, bootstrapServers: "a:1", authentication: scram, username: me,
                    password: "${secret:other}" }
        streams:
          clicks: { connection: used, columns: { id: long } }
        """);
    Pipeline pipeline =
        new DefinitionReader(NodeKinds.onClassPath(), name -> null)
            .read(file, "local", Map.of())
            .pipeline()
            .orElseThrow();
    Secrets secrets = new Secrets(pipeline, Map.of(), Map.of("HOME", folder.toString()));

    assertThat(secrets.missing()).isEmpty();
    assertThat(secrets.missingWithConnections()).containsExactly("kafka");
    assertThatThrownBy(() -> secrets.need("kafka"))
        .isInstanceOf(WorldException.class)
        .hasMessageStartingWith(
            "[secret-missing] the secret 'kafka' has no value: set TIDEMILL_SECRET_KAFKA, or write");
  }

  @Test
  void samplesThatNoJobReadsAreUnread() {
    Path file = folder.resolve("clicks.ndjson");

    assertThat(UnreadSamples.of(pipeline("clicks", true, file))).isEmpty();
    assertThat(UnreadSamples.of(pipeline("other", true))).isEmpty();
    assertThat(UnreadSamples.of(pipeline("other", true, file)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.code()).isEqualTo("unread-sample"));
    assertThat(UnreadSamples.of(pipeline("clicks", false, file))).hasSize(1);
  }

  @Test
  void linesThatWereNotSentAreOneFindingAFile() {
    LineFaults faults =
        new LineFaults(
            Pipelines.empty(folder), folder.resolve("s/a.ndjson"), "stores.a", Pipelines.SOMEWHERE);
    assertThat(faults.finding()).isEmpty();
    faults.add(9, "it is not JSON");
    faults.add(4, "it has no key 'id'");

    assertThat(faults.finding().orElseThrow().message())
        .isEqualTo("s/a.ndjson:4 was not sent: it has no key 'id', and 1 more line");
  }

  private Pipeline pipeline(String read, boolean enabled, Path... samples) {
    return Pipelines.of(
        folder,
        List.of(Pipelines.stream("clicks", samples)),
        List.of(),
        List.of(Pipelines.job(read, enabled)));
  }
}
