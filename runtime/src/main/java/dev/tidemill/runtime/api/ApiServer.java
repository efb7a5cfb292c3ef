package dev.tidemill.runtime.api;

import dev.tidemill.engine.EngineException;
import dev.tidemill.runtime.DataFolder;
import dev.tidemill.runtime.api.OperationException.Why;
import dev.tidemill.runtime.api.Routes.Route;
import dev.tidemill.runtime.process.WorldException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the API on the loopback address, and there only: whoever may call functions and stop jobs
 * is who can read the token in the data folder.
 */
public final class ApiServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

  /** A call of a function holds a thread as long as it takes; the idle ones end. */
  private static final int MOST_THREADS = 128;

  private static final int LEAST_THREADS = 4;
  private static final int MORE_PORTS = 100;
  private static final Set<String> OPEN = Set.of("/health");

  private final DataFolder data;
  private final Javalin javalin;
  private final URI address;
  private final String token;
  private final Guard guard;
  private final UrlRoute urls;
  private volatile Endpoint announced;

  private ApiServer(
      Operations operations,
      Supplier<String> metrics,
      DataFolder data,
      ServerSocketChannel socket) {
    this.data = data;
    this.urls = new UrlRoute(operations);
    this.token = Guard.newToken(new SecureRandom());
    this.guard = new Guard(token);
    this.address = address(socket);
    this.javalin = Javalin.create(config -> configure(config, socket));
    javalin.before(this::admit);
    for (Route route : new Routes(operations, urls, metrics).all()) {
      javalin.addHttpHandler(route.method(), route.path(), route.handler());
    }
    errors();
  }

  /**
   * Where to listen.
   *
   * @param port 1 to 65535, or 0 for any
   * @param given whether the user asked for this one; else the next free one will do
   */
  public record Port(int port, boolean given) {}

  /**
   * Begins to serve; nobody but {@code /health} knows of it before {@link #announce}.
   *
   * @param metrics the text of {@code /metrics}
   * @throws WorldException if the port is taken
   */
  public static ApiServer start(
      Operations operations, Supplier<String> metrics, DataFolder data, Port port) {
    ApiServer server = new ApiServer(operations, metrics, data, bind(port));
    server.javalin.start();
    return server;
  }

  /** Where it is reached: {@code http://127.0.0.1:7070}. */
  public URI address() {
    return address;
  }

  /**
   * Writes address and token into the data folder, for the commands.
   *
   * @param since when the pipeline was ready
   * @throws WorldException if the folder cannot be written to
   */
  public void announce(Instant since) {
    Endpoint endpoint = new Endpoint(address, ProcessHandle.current().pid(), token, since);
    endpoint.write(data);
    announced = endpoint;
  }

  /** Takes the announcement away and ends; requests under way are cut off. */
  @Override
  public void close() {
    if (announced != null) {
      announced.remove(data);
    }
    javalin.stop();
  }

  private static ServerSocketChannel bind(Port port) {
    int last = port.given() || port.port() == 0 ? port.port() : port.port() + MORE_PORTS;
    for (int candidate = port.port(); candidate <= Math.min(last, 65_535); candidate++) {
      try {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
          return socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate));
        } catch (IOException failure) {
          socket.close();
          throw failure;
        }
      } catch (BindException taken) {
        LOG.info("port {} is taken", candidate);
      } catch (IOException failure) {
        throw new WorldException(
            "Cannot listen on port %d: %s".formatted(candidate, failure.getMessage()), failure);
      }
    }
    throw new WorldException(
        last == port.port()
            ? "Port %d is taken: end what listens there, or choose another with --port"
                .formatted(last)
            : "Ports %d to %d are taken: choose another with --port".formatted(port.port(), last));
  }

  private static URI address(ServerSocketChannel socket) {
    try {
      InetSocketAddress local = (InetSocketAddress) socket.getLocalAddress();
      return URI.create("http://127.0.0.1:" + local.getPort());
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private static void configure(JavalinConfig config, ServerSocketChannel socket) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.useVirtualThreads = false;
    config.http.disableCompression();
    config.http.prefer405over404 = true;
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("api");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
    config.jetty.addConnector((server, http) -> connector(server, http, socket));
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, ServerSocketChannel socket) {
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    try {
      connector.open(socket);
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
    return connector;
  }

  private void admit(Context request) {
    if (!Guard.isLocal(request)) {
      refuse(request, 403, "foreign-host", "the API answers to 127.0.0.1 and localhost only");
    } else if (!OPEN.contains(request.path()) && !guard.isKnown(request) && !urls.isOpen(request)) {
      refuse(
          request,
          401,
          "no-token",
          "send 'Authorization: Bearer TOKEN' with the token in " + data.root() + "/up.json");
    }
  }

  private static void refuse(Context request, int status, String code, String message) {
    error(request, status, code, message);
    request.skipRemainingHandlers();
  }

  private void errors() {
    javalin.exception(
        OperationException.class,
        (e, request) -> error(request, e.why().status(), e.code(), e.getMessage()));
    javalin.exception(
        EngineException.class,
        (e, request) ->
            error(request, Why.WRONG.status(), e.code().orElse("failed"), e.getMessage()));
    javalin.exception(
        WorldException.class,
        (e, request) -> error(request, Why.UNAVAILABLE.status(), "unavailable", e.getMessage()));
    javalin.exception(
        Requests.TooLarge.class,
        (e, request) -> error(request, Requests.TooLarge.status(), "too-large", e.getMessage()));
    javalin.exception(
        HttpResponseException.class,
        (e, request) -> error(request, e.getStatus(), "no-route", noRoute(request)));
    javalin.exception(
        InterruptedException.class,
        (e, request) ->
            error(request, Why.UNAVAILABLE.status(), "stopping", "the pipeline is stopping"));
    javalin.exception(
        Exception.class,
        (e, request) -> {
          LOG.error("{} {}", request.method(), request.path(), e);
          error(request, 500, "internal", "a bug of ours; the main log has all of it");
        });
  }

  private static String noRoute(Context request) {
    return "no " + request.method() + " " + request.path() + "; see /openapi.yaml";
  }

  private static void error(Context request, int status, String code, String message) {
    try {
      byte[] body = ApiJson.MAPPER.writeValueAsBytes(Map.of("error", new ErrorBody(code, message)));
      request.status(status).contentType("application/json").result(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Why a request was refused. */
  record ErrorBody(String code, String message) {}
}
