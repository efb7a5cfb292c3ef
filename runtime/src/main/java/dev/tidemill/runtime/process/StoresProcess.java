package dev.tidemill.runtime.process;

import dev.tidemill.model.Names;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Store;
import dev.tidemill.runtime.process.Installation.Module;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local, with the stores of a pipeline in the pipeline's folder. */
public final class StoresProcess implements ServerProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> JVM =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xshare:auto",
          "-Dfile.encoding=UTF-8");

  private final Server server;

  private StoresProcess(Server server) {
    this.server = server;
  }

  /**
   * Starts it and waits until it serves.
   *
   * @param port to listen on at 127.0.0.1; 0 for any that is free
   * @throws WorldException if it cannot
   */
  public static StoresProcess start(Installation installation, ClaimedFolder folder, int port) {
    JavaCommand command =
        new JavaCommand(
            JVM,
            installation.classPath(Module.STORES),
            "dev.tidemill.stores.StoresMain",
            List.of(folder.data().root().toString(), String.valueOf(port)),
            Duration.ofSeconds(4));
    return new StoresProcess(Server.start("stores", installation, folder, command, PATIENCE));
  }

  /**
   * Starts it with the tables of a pipeline's stores.
   *
   * @throws WorldException if it cannot start, or a table exists with other keys
   */
  public static StoresProcess start(
      Installation installation, ClaimedFolder folder, int port, Pipeline pipeline) {
    StoresProcess process = start(installation, folder, port);
    try {
      process.createTables(pipeline.names(), pipeline.stores().values());
      return process;
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** Where it serves. */
  public URI endpoint() {
    return URI.create("http://" + server.address());
  }

  /** A client for it; the caller closes it. */
  public DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint())
        .region(Region.of(LocalAws.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalAws.ACCESS_KEY, LocalAws.SECRET_KEY)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  /**
   * Makes the tables of the stores that do not exist yet, by their physical names.
   *
   * @throws WorldException if one exists with other keys
   */
  public void createTables(Names names, Collection<Store> stores) {
    if (stores.isEmpty()) {
      return;
    }
    try (DynamoDbClient client = client()) {
      StoreTables tables = new StoreTables(client, names);
      stores.forEach(tables::create);
    }
  }

  @Override
  public String address() {
    return server.address();
  }

  /** Whether it runs. */
  @Override
  public boolean isAlive() {
    return server.isAlive();
  }

  @Override
  public long pid() {
    return server.pid();
  }

  @Override
  public CompletableFuture<Integer> exit() {
    return server.exit();
  }

  @Override
  public void close() {
    server.close();
  }
}
