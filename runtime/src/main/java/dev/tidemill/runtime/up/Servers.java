package dev.tidemill.runtime.up;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.EngineSettings;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Finding;
import dev.tidemill.model.Job;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.OneLine;
import dev.tidemill.runtime.Secrets;
import dev.tidemill.runtime.process.BrokerProcess;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.Installation;
import dev.tidemill.runtime.process.ServerProcess;
import dev.tidemill.runtime.process.Starter;
import dev.tidemill.runtime.process.StoresProcess;
import dev.tidemill.runtime.process.WorldException;
import dev.tidemill.runtime.state.StateDatabase;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a pipeline rests on: broker, stores, Spark and the state database. */
final class Servers implements AutoCloseable {

  static final String BROKER = "broker";
  static final String STORES = "stores";
  static final String SPARK = "Spark";
  static final String STATE = "state";

  private final Pipeline pipeline;
  private final Starter starter;
  private final Supplier<StateDatabase> state;
  private final String stateAddress;
  private final Supplier<KeptAlive<BrokerProcess>> broker;
  private final Optional<Supplier<KeptAlive<StoresProcess>>> stores;
  private final Supplier<Engine> engine;

  private Servers(Pipeline pipeline, ClaimedFolder folder, Starter starter, Notices notices)
      throws InterruptedException {
    this.pipeline = pipeline;
    this.starter = starter;
    DataFolder data = folder.data();
    Installation installation = Installation.current();
    Ports ports = new Ports(data.state());
    Optional<String> url = stateUrl(pipeline);
    state = starter.begin(STATE, () -> StateDatabase.open(data, url, pipeline.names()));
    stateAddress =
        url.map(text -> text.replaceFirst("\\?.*", ""))
            .orElseGet(() -> data.state().resolve("runtime.mv.db").toString());
    if (url.isPresent()) {
      // The catalog is a schema of the same database.
      starter.awaitAll();
    }
    Collection<Stream> streams = ownStreams(pipeline);
    broker =
        begin(
            BROKER,
            ports,
            port -> BrokerProcess.start(installation, folder, port, streams),
            notices);
    stores =
        pipeline.stores().isEmpty()
            ? Optional.empty()
            : Optional.of(
                begin(
                    STORES,
                    ports,
                    port -> StoresProcess.start(installation, folder, port, pipeline),
                    notices));
    String catalog = StateDatabase.catalogUri(data, url, pipeline.names());
    engine = starter.begin(SPARK, () -> engine(pipeline, data, catalog));
  }

  /**
   * Starts them side by side and waits until all are up.
   *
   * @throws WorldException if one cannot start
   * @throws UpRefused if a job cannot be planned
   */
  static Servers start(
      Pipeline pipeline, ClaimedFolder folder, Starter.Listener listener, Notices notices)
      throws InterruptedException {
    Starter starter = new Starter(listener);
    try {
      Servers servers = new Servers(pipeline, folder, starter, notices);
      starter.awaitAll();
      return servers;
    } catch (InterruptedException | RuntimeException e) {
      starter.close();
      throw e;
    }
  }

  StateDatabase state() {
    return state.get();
  }

  Engine engine() {
    return engine.get();
  }

  KeptAlive<BrokerProcess> broker() {
    return broker.get();
  }

  Optional<KeptAlive<StoresProcess>> stores() {
    return stores.map(Supplier::get);
  }

  /** Client settings of the broker, which keeps its port. */
  Map<String, String> kafka() {
    return broker.get().current().clientSettings();
  }

  /** The broker, and the given clusters that connections lead to. */
  Clusters clusters() {
    return clusters(pipeline, broker.get().current());
  }

  static Clusters clusters(Pipeline pipeline, BrokerProcess broker) {
    return Clusters.of(
        broker.clientSettings(), new Secrets(pipeline, Map.of(), System.getenv())::need);
  }

  /** The streams whose topics are ours to make. */
  static List<Stream> ownStreams(Pipeline pipeline) {
    return pipeline.streams().values().stream()
        .filter(stream -> stream.connection().isEmpty())
        .toList();
  }

  Optional<URI> storesEndpoint() {
    return stores().map(kept -> kept.current().endpoint());
  }

  /** Where a part can be reached: its name as it was begun. */
  String address(String part) {
    return switch (part) {
      case BROKER -> broker().current().address();
      case STORES -> stores().map(kept -> kept.current().endpoint().toString()).orElse("");
      case STATE -> stateAddress;
      default -> "";
    };
  }

  /** Ends it with the others. */
  void keep(AutoCloseable part) {
    starter.keep(part);
  }

  /** Makes what a changed definition has more of topics, partitions and tables of stores. */
  void prepare(Pipeline next) {
    broker().current().createTopics(ownStreams(next));
    stores().ifPresent(kept -> kept.current().createTables(next.names(), next.stores().values()));
  }

  private <P extends ServerProcess> Supplier<KeptAlive<P>> begin(
      String name, Ports ports, KeptAlive.Start<P> start, Notices notices) {
    return starter.begin(
        name,
        () -> {
          KeptAlive<P> kept = KeptAlive.start(name, ports.of(name), start, notices);
          ports.note(name, kept.port());
          return kept;
        });
  }

  private static Optional<String> stateUrl(Pipeline pipeline) {
    Secrets secrets = new Secrets(pipeline, Map.of(), System.getenv());
    return pipeline
        .runtime()
        .state()
        .map(text -> text.render(name -> secrets.find(name).orElse("")));
  }

  private static Engine engine(Pipeline pipeline, DataFolder data, String catalog) {
    Engine started;
    try {
      started =
          Engine.start(
              new EngineSettings(
                  data.lake(), catalog, data.work().resolve("spark"), pipeline.runtime().spark()));
    } catch (EngineException e) {
      throw new WorldException("Spark cannot start: " + OneLine.of(e), e);
    }
    List<Finding> findings = plan(started, pipeline);
    if (findings.stream().anyMatch(Finding::isError)) {
      started.close();
      throw new UpRefused(findings);
    }
    return started;
  }

  /** What planning the enabled jobs of a pipeline finds. */
  static List<Finding> plan(Engine engine, Pipeline pipeline) {
    List<Finding> findings = new ArrayList<>();
    pipeline.jobs().values().stream()
        .filter(Job::enabled)
        .forEach(job -> findings.addAll(engine.plan(pipeline, job)));
    return findings;
  }

  @Override
  public void close() {
    starter.close();
  }
}
