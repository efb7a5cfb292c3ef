package dev.tidemill.cli.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemill.cli.whole.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRehearsalTest {

  private static final String DEFINITION =
      """
      pipeline: shop
      connections:
        office: { type: kafka, bootstrapServers: "127.0.0.1:1", authentication: scram,
                  username: me, password: "${secret:nobody-has-it}" }
      streams:
        clicks: { connection: office, samples: clicks.ndjson, columns: { id: string required, price: double } }
        unread: { samples: clicks.ndjson, columns: { id: string } }
      tables: { clicks: {} }
      jobs:
        clicks:
          every: 60s
          nodes:
            log: { source: stream, stream: clicks }
            paid: { transform: filter, input: log, condition: price > 0 }
            lake: { target: table, input: paid, table: clicks }
      rehearsal: { expect: { half are paid: SELECT count(*) = 1 FROM clicks } }
      """;

  @TempDir Path folder;

  @Test
  void printsOneDocumentAndNothingElse() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("pipeline.yaml"), DEFINITION);
    Files.writeString(
        folder.resolve("clicks.ndjson"),
        "{\"id\":\"a\",\"price\":1}\n{\"id\":\"b\",\"price\":0}\n");
    Ended rehearsal = Program.run(folder, "rehearse", "--json", "--at", "2027-03-28T00:00:00Z");
    JsonNode json = new ObjectMapper().readTree(rehearsal.out());
    assertThat(rehearsal.err()).isEmpty();
    assertThat(json.fieldNames())
        .toIterable()
        .startsWith("pipeline", "stage", "at", "verdict", "seconds", "residentMB", "problems")
        .contains("stores", "functions", "schedules", "jobs", "tables", "expectations");
    assertThat(json.path("at").asText()).isEqualTo("2027-03-28T00:00:00Z");
    assertThat(json.path("residentMB").asInt()).isBetween(100, 1500);
    JsonNode nodes = json.path("jobs").path(0).path("nodes");
    assertThat(json.path("jobs").path(0).path("notices").path(0).asText())
        .isEqualTo(
            "[rehearsed] log: stream clicks is in the rehearsal's own broker, not in office");
    assertThat(nodes.path(0).path("in").asInt()).isEqualTo(2);
    assertThat(nodes.path(1).path("dropped").asInt()).isEqualTo(1);
    assertThat(nodes.path(1).path("dead").isNull()).isTrue();
    assertThat(json.path("tables").path(0).path("rows").asInt()).isEqualTo(1);
    assertThat(json.path("expectations").path(0).path("ok").asBoolean()).isTrue();
    assertFailedForItsUnreadSample(rehearsal, json);
  }

  private static void assertFailedForItsUnreadSample(Ended rehearsal, JsonNode json) {
    assertThat(rehearsal.status()).isEqualTo(1);
    assertThat(json.path("verdict").asText()).isEqualTo("failed");
    assertThat(json.path("problems").findValuesAsText("code")).contains("unread-sample");
  }
}
