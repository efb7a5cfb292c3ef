package dev.tidemill.runtime.rehearse;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.EngineSettings;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Pipeline;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.Secrets;
import dev.tidemill.runtime.function.FunctionEnvironment;
import dev.tidemill.runtime.function.Functions;
import dev.tidemill.runtime.function.Instances;
import dev.tidemill.runtime.process.BrokerProcess;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import dev.tidemill.runtime.process.Starter;
import dev.tidemill.runtime.process.StoresProcess;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that a rehearsal starts: broker, Spark, stores and functions. */
final class Parts implements AutoCloseable {

  private final Starter starter;
  private final DataFolder data;
  private final Supplier<BrokerProcess> broker;
  private final Supplier<Engine> engine;
  private final Optional<Supplier<StoresProcess>> stores;
  private final Functions functions;

  private Parts(Pipeline pipeline, ClaimedFolder folder, Surroundings surroundings, Starter starter)
      throws InterruptedException {
    this.starter = starter;
    this.data = folder.data();
    Installation installation = Installation.current();
    broker =
        starter.begin(
            "broker",
            () -> BrokerProcess.start(installation, folder, 0, pipeline.streams().values()));
    engine = starter.begin("Spark", () -> engine(data));
    stores =
        pipeline.stores().isEmpty()
            ? Optional.empty()
            : Optional.of(
                starter.begin(
                    "stores", () -> StoresProcess.start(installation, folder, 0, pipeline)));
    starter.awaitAll();
    functions =
        new Functions(
            installation,
            folder,
            environment(pipeline, surroundings),
            Instances.ONE,
            Clock.systemUTC(),
            call -> {});
    starter.keep(functions);
  }

  /**
   * What functions are told besides.
   *
   * @param clockOffset what the rehearsal's clock is ahead of the real one
   * @param secrets of names that all have a value
   */
  record Surroundings(Duration clockOffset, Secrets secrets) {}

  /**
   * Starts them side by side and waits until all are up.
   *
   * @throws dev.tidemill.runtime.process.WorldException if one cannot start
   * @throws RehearsalException if one cannot start
   */
  static Parts start(
      Pipeline pipeline, ClaimedFolder folder, Surroundings surroundings, Narrator narrator)
      throws InterruptedException {
    PartNews news = new PartNews(narrator);
    Starter starter = new Starter(news);
    try {
      Parts parts = new Parts(pipeline, folder, surroundings, starter);
      news.allStarted();
      return parts;
    } catch (InterruptedException | RuntimeException e) {
      starter.close();
      throw e;
    }
  }

  Engine engine() {
    return engine.get();
  }

  /** Client settings of the broker. */
  Map<String, String> kafka() {
    return broker.get().clientSettings();
  }

  /** A rehearsal contacts no cluster of the user's: all streams are in its own broker. */
  Clusters clusters() {
    return Clusters.single(kafka());
  }

  /** Only where the pipeline has stores. */
  StoresProcess stores() {
    return stores.orElseThrow().get();
  }

  DataFolder data() {
    return data;
  }

  Functions functions() {
    return functions;
  }

  /**
   * Sees that the processes that all rests on still run.
   *
   * @throws RehearsalException if one does not
   */
  void check() {
    if (!broker.get().isAlive()) {
      throw ended("broker");
    }
    if (stores.isPresent() && !stores.get().get().isAlive()) {
      throw ended("stores");
    }
  }

  private RehearsalException ended(String part) {
    long free = data.root().toFile().getUsableSpace() >> 20;
    return new RehearsalException(
        "The %s ended in the middle of the rehearsal, %,d MB of disk are free: see %s"
            .formatted(part, free, data.logs()));
  }

  private FunctionEnvironment environment(Pipeline pipeline, Surroundings surroundings) {
    return new FunctionEnvironment(
        pipeline,
        clusters(),
        stores.map(part -> part.get().endpoint()),
        surroundings.clockOffset(),
        name -> surroundings.secrets().find(name).orElseThrow());
  }

  private static Engine engine(DataFolder data) {
    try {
      return Engine.start(
          new EngineSettings(
              data.lake(), data.catalogUri(), data.work().resolve("spark"), Map.of()));
    } catch (EngineException e) {
      throw new RehearsalException("Spark cannot start: " + OneLine.of(e), e);
    }
  }

  @Override
  public void close() {
    starter.close();
  }
}
