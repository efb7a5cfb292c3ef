package dev.tidemill.stores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresMainTest {

  private static final String TABLE =
      "{'TableName':'users','BillingMode':'PAY_PER_REQUEST',"
          + "'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],"
          + "'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}]}";

  private final List<Process> started = new ArrayList<>();
  @TempDir Path folder;

  @Test
  void keepsItsItemsOverTheEndOfItsParentAndARestartOnTheSamePort() throws Exception {
    Process first = stores("0");
    String address = ready(first);
    call(address, "eu-central-1", "a", "CreateTable", TABLE);
    call(
        address,
        "eu-central-1",
        "a",
        "PutItem",
        "{'TableName':'users','Item':{'id':{'S':'u-1ß'}}}");

    first.getOutputStream().close();

    assertThat(first.waitFor(20, TimeUnit.SECONDS)).as("ended with its parent").isTrue();

    Process second = stores(address.substring(address.indexOf(':') + 1));
    assertThat(ready(second)).isEqualTo(address);
    assertThat(call(address, "us-east-1", "b", "Scan", "{'TableName':'users'}"))
        .as("the same data whatever the region and the key")
        .contains("{'Items':[{'id':{'S':'u-1ß'}}],'Count':1".replace('\'', '"'));
    assertThat(second.inputReader(UTF_8).ready()).as("more on standard output").isFalse();
    second.toHandle().destroy();
    assertThat(second.waitFor(20, TimeUnit.SECONDS)).as("ended at SIGTERM").isTrue();
    assertThat(second.errorReader(UTF_8).lines()).isEmpty();
  }

  @Test
  void saysInOneLineThatThePortIsTaken() throws Exception {
    try (ServerSocket other =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      Process stores = stores(String.valueOf(other.getLocalPort()));

      assertThat(stores.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(stores.exitValue()).isEqualTo(4);
      assertThat(stores.errorReader(UTF_8).lines())
          .containsExactly("port " + other.getLocalPort() + " on 127.0.0.1 is taken");
    }
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  private static String call(String address, String region, String key, String name, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + name)
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/dynamodb/aws4_request, Signature=0"
                    .formatted(key, region))
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static String ready(Process stores) throws IOException {
    String line = stores.inputReader(UTF_8).readLine();
    assertThat(line).startsWith("ready 127.0.0.1:");
    return line.substring("ready ".length());
  }

  private Process stores(String port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.tidemill.launcher.Launcher");
    command.addAll(List.of(StoresMain.class.getName(), folder.toString(), port));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }
}
