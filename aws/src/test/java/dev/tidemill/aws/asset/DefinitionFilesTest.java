package dev.tidemill.aws.asset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.aws.Variant;
import dev.tidemill.aws.plan.DeploymentChecks;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFilesTest {

  @TempDir Path folder;

  @Test
  void areThoseThatTheDefinitionNamesWhereverTheyLie() throws IOException {
    write("shop/near.sql", "id > 1");
    write("shop/not/named.sql", "id > 1");
    write("company/ca.pem", "");
    Pipeline pipeline = pipeline("near.sql", "../company/../company/ca.pem");

    assertThat(DefinitionFiles.of(pipeline))
        .containsOnlyKeys("_/near.sql", "_/pipeline.yaml", "company/ca.pem")
        .containsEntry("_/pipeline.yaml", pipeline.file());
    assertThat(DefinitionFiles.of(pipeline).get("company/ca.pem")).isRegularFile();
    assertThat(DefinitionFiles.isAlone(pipeline)).isFalse();
  }

  @Test
  void lieBesideADefinitionOutOfWhoseFolderNoPathLeads() throws IOException {
    write("shop/deep/er/near.sql", "id > 1");
    write("shop/ca.pem", "");

    assertThat(DefinitionFiles.of(pipeline("deep/er/near.sql", "deep/../ca.pem")))
        .containsOnlyKeys("ca.pem", "deep/er/near.sql", "pipeline.yaml");
  }

  @Test
  void areNotThoseOfThisMachineAlone() throws IOException {
    Path certificate = write("company/ca.pem", "");
    write("shop/near.sql", "id > 1");

    assertThat(DeploymentChecks.check(pipeline("near.sql", certificate.toString())))
        .extracting(Finding::code, finding -> finding.position().line(), Finding::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("local-path", 3, certificate.toString()));
  }

  private Pipeline pipeline(String condition, String certificate) throws IOException {
    Path file =
        write(
            "shop/pipeline.yaml",
            """
            pipeline: shop
            connections:
              office: { type: kafka, bootstrapServers: "k:9093", authentication: tls, caCertificate: %s }
            streams: { visits: { connection: office, columns: { id: long } } }
            tables: { rows: {} }
            jobs:
              copies:
                every: 1m
                nodes:
                  from: { source: stream, stream: visits }
                  some: { transform: filter, input: from, condition: { file: %s } }
                  to: { target: table, input: some, table: rows }
            stages: { prod: { aws: { region: eu-central-1 } } }
            """
                .formatted(certificate, condition));
    return Variant.read(file, "prod");
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
