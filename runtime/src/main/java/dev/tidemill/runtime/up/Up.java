package dev.tidemill.runtime.up;

import dev.tidemill.model.Finding;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Position;
import dev.tidemill.runtime.Secrets;
import dev.tidemill.runtime.api.ApiServer;
import dev.tidemill.runtime.api.Endpoint;
import dev.tidemill.runtime.api.Metrics;
import dev.tidemill.runtime.api.Operations;
import dev.tidemill.runtime.history.History;
import dev.tidemill.runtime.process.ClaimedFolder;
import dev.tidemill.runtime.process.WorldException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pipeline that is up until it is closed. */
public final class Up implements AutoCloseable {

  /** What has begun may take this long when the pipeline is drained. */
  public static final Duration DRAIN = Duration.ofSeconds(12);

  private static final Duration DISK = Duration.ofSeconds(1);
  private static final Duration FILES = Duration.ofMillis(500);
  private static final Duration BROKER = Duration.ofSeconds(5);
  private static final Duration UPKEEP = Duration.ofMinutes(1);

  private final Clock clock = Clock.systemUTC();
  private final Gate gate = new Gate();
  private final Watches watches = new Watches();
  private final UpOptions options;
  private final HistoryNotices notices;
  private final ClaimedFolder folder;
  private Servers servers;
  private History history;
  private Live live;
  private ApiServer api;
  private UpOperations operations;

  private Up(UpOptions options, UpListener listener, ClaimedFolder folder) {
    this.options = options;
    this.folder = folder;
    this.notices = new HistoryNotices(clock, listener::happened);
  }

  /**
   * Starts everything; returns when functions answer and jobs run.
   *
   * @param pipeline checked, for the stage it is to run in
   * @throws UpRefused if the definition cannot be run
   * @throws WorldException if this machine cannot, or another one is up in this folder: in one line
   */
  public static Up start(Pipeline pipeline, UpOptions options, UpListener listener)
      throws InterruptedException {
    refuseMissingSecrets(pipeline);
    long began = System.nanoTime();
    UpListener told = new OneAtATime(listener);
    Up up = new Up(options, told, claim(options));
    try {
      up.begin(pipeline, told);
      told.ready(up.address(), Duration.ofNanos(System.nanoTime() - began));
      return up;
    } catch (InterruptedException | RuntimeException | Error failure) {
      up.close();
      throw failure;
    }
  }

  private static ClaimedFolder claim(UpOptions options) {
    try {
      return ClaimedFolder.claim(options.data());
    } catch (WorldException inUse) {
      throw Endpoint.find(options.data())
          .map(
              running ->
                  new WorldException(
                      "%s: it is up at %s, process %d"
                          .formatted(inUse.getMessage(), running.address(), running.pid()),
                      inUse))
          .orElse(inUse);
    }
  }

  private void begin(Pipeline pipeline, UpListener listener) throws InterruptedException {
    StartNews news = new StartNews(listener);
    servers = Servers.start(pipeline, folder, news, notices);
    news.tellAddresses(servers);
    history = new History(servers.state(), clock);
    notices.to(history);
    history.listen(listener::happened);
    live = new Live(pipeline, servers, folder, history, gate, clock);
    BrokerWatch broker = new BrokerWatch(servers.kafka(), notices);
    servers.keep(broker);
    operations =
        new UpOperations(
            new UpOperations.Parts(options.data(), servers, broker, live, history, gate, clock));
    Metrics metrics = new Metrics(operations::status);
    servers.keep(metrics);
    history.listen(metrics);
    api = ApiServer.start(operations, metrics, options.data(), port(pipeline));
    operations.at(api.address(), clock.instant());
    live.begin(notices);
    watch(broker);
    api.announce(clock.instant());
  }

  private ApiServer.Port port(Pipeline pipeline) {
    return options.port().isPresent()
        ? new ApiServer.Port(options.port().getAsInt(), true)
        : new ApiServer.Port(pipeline.runtime().port(), pipeline.runtime().portGiven());
  }

  private void watch(BrokerWatch broker) {
    DiskWatch disk =
        new DiskWatch(
            DiskWatch.Space.of(options.data().root()),
            new DiskWatch.Intake() {
              @Override
              public void pause() {
                live.pause();
              }

              @Override
              public void resume() {
                live.resume();
              }
            },
            notices);
    watches.every(DISK, disk::look);
    watches.every(BROKER, broker::look);
    Upkeep upkeep =
        new Upkeep(servers.engine(), live::pipeline, history, live.deadLetters(), notices, clock);
    watches.every(UPKEEP, () -> upkeep.look(watches::isEnding));
    if (options.watch()) {
      watchFiles();
    }
  }

  private void watchFiles() {
    Reload reload = new Reload(live, servers.engine(), options.definition(), notices);
    FileWatch files = new FileWatch(() -> DefinitionFiles.of(live.pipeline()));
    watches.every(
        FILES,
        new Watches.Look() {
          private boolean pending;

          @Override
          public void look() {
            pending |= files.changed();
            if (pending) {
              pending = !reload.run();
            }
            if (live.functions().codeChanged()) {
              live.applyCode();
              notices.say("definition", "code of functions changed; applied");
            }
          }
        });
  }

  /** Where the API is. */
  public URI address() {
    return api.address();
  }

  /** What can be asked of it. */
  public Operations operations() {
    return operations;
  }

  /**
   * Takes nothing in any more, lets functions and batches end, and then ends everything. What is
   * not done after {@link #DRAIN} is stopped: a batch runs again at the next start, an asynchronous
   * call is tried again, a synchronous one is reported as failed.
   */
  public void drain() throws InterruptedException {
    watches.close();
    live.drain(DRAIN);
    close();
  }

  /** Ends everything at once, in order; does nothing the second time. */
  @Override
  public void close() {
    watches.close();
    gate.stop();
    if (api != null) {
      api.close();
    }
    if (servers != null) {
      if (history != null) {
        history.close();
      }
      servers.close();
    }
    folder.close();
  }

  static void refuseMissingSecrets(Pipeline pipeline) {
    List<Finding> findings = new ArrayList<>();
    for (String name : new Secrets(pipeline, Map.of(), System.getenv()).missingWithConnections()) {
      findings.add(
          new Finding(
              Finding.Severity.ERROR,
              "secret-missing",
              "",
              "the secret '" + name + "' has no value",
              "set " + Secrets.variable(name) + ", or write it to the secrets folder",
              "",
              new Position(pipeline.file(), 1, 1, 1, 1),
              Optional.empty(),
              Optional.empty()));
    }
    if (!findings.isEmpty()) {
      throw new UpRefused(findings);
    }
  }
}
