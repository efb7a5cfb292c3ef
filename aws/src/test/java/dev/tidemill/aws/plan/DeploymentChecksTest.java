package dev.tidemill.aws.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.aws.Variant;
import dev.tidemill.model.check.FindingsText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentChecksTest {

  @TempDir Path folder;

  @Test
  void saysAllThatAwsCannotAtOnce() throws IOException {
    assertThat(
            check(
                """
                pipeline: shop
                connections:
                  shared: { type: kafka, bootstrapServers: "b:9098", authentication: iam }
                streams:
                  visits: { columns: { id: long } }
                stores:
                  carts:
                    partitionKey: user
                    indexes: { byTime: { partitionKey: { user: number } } }
                functions:
                  Count: { handler: com.shop.Count, code: code.jar, onFailure: visits }
                schedules:
                  tick: { expression: rate(5 minutes), stream: visits }
                tables: { rows: {}, files: {}, first_files: {}, second_files: {}, all_files: {} }
                jobs:
                  copy:
                    every: 60s
                    nodes:
                      from: { source: stream, stream: visits }
                      to: { target: table, input: from, table: rows }
                  import:
                    nodes:
                      from: { source: files, path: inbox, format: json, columns: { id: long } }
                      to: { target: table, input: from, table: files }
                  first:
                    nodes:
                      from: { source: files, path: "s3a://in/box", format: json, columns: { id: long } }
                      to: { target: table, input: from, table: first_files }
                  second:
                    nodes:
                      from: { source: files, path: "s3a://in/box", format: json, columns: { id: long } }
                      to: { target: table, input: from, table: second_files }
                  both:
                    after: [first, second]
                    nodes:
                      from: { source: files, path: "s3a://in/box", format: json, columns: { id: long } }
                      to: { target: table, input: from, table: all_files }
                alarms:
                  behind: { metric: job.copy.lagTime, above: 5m }
                stages:
                  prod:
                    aws:
                      region: eu-central-1
                      streams: { type: existing, connection: shared }
                """))
        .containsExactly(
            "pipeline.yaml:7:3  [attribute-types] store carts: attribute 'user' is a key of two types",
            "    write the same type in the table's keys and in those of its indexes",
            "pipeline.yaml:11:21  [not-on-aws] function Count: Lambda cannot send failed calls to a Kafka stream",
            "    leave onFailure out in this stage: its queue of dead letters takes them",
            "pipeline.yaml:13:3  [not-on-aws] schedule tick: EventBridge Scheduler cannot send to a Kafka stream",
            "    let it call a function that sends to visits",
            "pipeline.yaml:23:36  [local-path] node from: 'inbox' is a path of this machine",
            "    write s3a://BUCKET/FOLDER, or a parameter that this stage sets to it",
            "pipeline.yaml:29:3  [several-beginnings] job second begins a chain that another job begins too",
            "    a workflow of Glue has one beginning: let it come after that job",
            "pipeline.yaml:39:3  [not-on-aws] alarm behind: job copy reads no stream of the deployment's own cluster, whose lag MSK counts",
            "    leave it out in this stage, or watch job.copy.rowsOut",
            "6 errors; nothing was started");
  }

  @Test
  void addsUpTheVariablesOfAFunction() throws IOException {
    assertThat(
            check(
                """
                pipeline: shop
                functions:
                  Count:
                    handler: com.shop.Count
                    code: code.jar
                    environment: { WORDS: "%s" }
                stages: { prod: { aws: { region: eu-central-1 } } }
                """
                    .formatted("word ".repeat(810))))
        .containsExactly(
            "pipeline.yaml:4:14  [environment-too-large] function Count has 4116 bytes of variables,"
                + " those of Tidemill among them",
            "    Lambda takes 4096: shorten its environment",
            "1 error; nothing was started");
  }

  private List<String> check(String definition) throws IOException {
    Files.writeString(folder.resolve("code.jar"), "");
    Path file = Files.writeString(folder.resolve("pipeline.yaml"), definition);
    return FindingsText.lines(DeploymentChecks.check(Variant.read(file, "prod"))).stream()
        .map(line -> line.replace(folder + "/", ""))
        .toList();
  }
}
