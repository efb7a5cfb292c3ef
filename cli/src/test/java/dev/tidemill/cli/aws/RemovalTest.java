package dev.tidemill.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.read.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {

  @TempDir Path folder;

  @Test
  void saysWhatStaysAndHowAProtectedStackIsRemoved() throws IOException {
    assertThat(lines("retain"))
        .containsExactly(
            "removal: retain, so these stay, with their names and what they cost:",
            "  the bucket of the tables, and that of its access logs",
            "  the database shop_prod with all tables",
            "  the store shop-prod-users",
            "  the cluster shop-prod with 1 topic, and its network",
            "  1 queue of dead letters",
            "The stack is protected: CloudFormation refuses to delete it until",
            "  aws cloudformation update-termination-protection --stack-name shop-prod \\",
            "    --no-enable-termination-protection --region eu-central-1",
            "To delete the data as well, deploy the stage with removal: destroy first.");
  }

  @Test
  void saysWhatIsDeleted() throws IOException {
    assertThat(lines("destroy"))
        .startsWith("removal: destroy, so these are deleted, data included:")
        .contains("  the cluster shop-prod with 1 topic")
        .noneMatch(line -> line.contains("termination-protection"));
  }

  private List<String> lines(String removal) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            pipeline: shop
            stores: { users: { partitionKey: id } }
            streams: { clicks: { columns: { page: string } } }
            functions:
              Track: { handler: com.shop.Track, code: code.jar, uses: [clicks, users] }
            stages: { prod: { aws: { region: eu-central-1, removal: %s } } }
            """
                .formatted(removal));
    return Removal.lines(
        Deployment.of(
            new DefinitionReader(NodeKinds.onClassPath(), name -> null)
                .read(file, "prod", new TreeMap<>())
                .pipeline()
                .orElseThrow()));
  }
}
