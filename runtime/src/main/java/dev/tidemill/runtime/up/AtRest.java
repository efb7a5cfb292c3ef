package dev.tidemill.runtime.up;

import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.Answer;
import dev.tidemill.runtime.function.FunctionEnvironment;
import dev.tidemill.runtime.function.Functions;
import dev.tidemill.runtime.function.Instances;
import dev.tidemill.runtime.process.BrokerProcess;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import dev.tidemill.runtime.process.Starter;
import dev.tidemill.runtime.process.StoresProcess;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Calls a function of a pipeline that is not up: broker and stores of its folder are started for
 * the one call. What the function sends waits in its stream for the next {@link Up}; the call is
 * not in the history.
 */
public final class AtRest {

  private static final int ANY_PORT = 0;

  private final Pipeline pipeline;
  private final ClaimedFolder folder;
  private final Starter starter;

  private AtRest(Pipeline pipeline, ClaimedFolder folder, Starter starter) {
    this.pipeline = pipeline;
    this.folder = folder;
    this.starter = starter;
  }

  /**
   * Calls it once.
   *
   * @param function is in the pipeline
   * @param event JSON in UTF-8
   * @throws UpRefused if a secret is missing
   * @throws dev.tidemill.runtime.process.WorldException if broker or stores cannot start, or
   *     another one works on the folder
   */
  public static Answer invoke(
      Pipeline pipeline, DataFolder data, String function, byte[] event, Starter.Listener listener)
      throws InterruptedException {
    Up.refuseMissingSecrets(pipeline);
    try (ClaimedFolder folder = ClaimedFolder.claim(data);
        Starter starter = new Starter(listener)) {
      return new AtRest(pipeline, folder, starter).call(function, event);
    }
  }

  private Answer call(String function, byte[] event) throws InterruptedException {
    Installation installation = Installation.current();
    Supplier<BrokerProcess> broker =
        starter.begin(
            Servers.BROKER,
            () ->
                BrokerProcess.start(installation, folder, ANY_PORT, Servers.ownStreams(pipeline)));
    Optional<Supplier<StoresProcess>> stores =
        pipeline.stores().isEmpty()
            ? Optional.empty()
            : Optional.of(
                starter.begin(
                    Servers.STORES,
                    () -> StoresProcess.start(installation, folder, ANY_PORT, pipeline)));
    starter.awaitAll();
    Optional<URI> endpoint = stores.map(process -> process.get().endpoint());
    try (Functions functions = functions(Servers.clusters(pipeline, broker.get()), endpoint)) {
      return Answers.of(
          pipeline.functions().get(function),
          functions.invoke(function, event, UUID.randomUUID().toString()));
    }
  }

  private Functions functions(Clusters clusters, Optional<URI> stores) {
    FunctionEnvironment environment = Live.environment(pipeline, clusters, stores);
    return new Functions(
        Installation.current(), folder, environment, Instances.ONE, Clock.systemUTC(), call -> {});
  }
}
