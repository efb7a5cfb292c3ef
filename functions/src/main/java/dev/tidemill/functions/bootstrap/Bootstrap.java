package dev.tidemill.functions.bootstrap;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tidemill.functions.handler.HandlerException;
import dev.tidemill.functions.handler.HandlerLoader;
import dev.tidemill.functions.handler.StackTraces;
import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/**
 * The main class of a function's process: makes the handler that {@code _HANDLER} names, then
 * answers the events of the Runtime API at {@code AWS_LAMBDA_RUNTIME_API}, one after the other.
 *
 * <p>A handler that cannot be made is an init error, and the process ends with status 1. Lambda
 * keeps some of them for the first invocation; its caller reads the same error either way. After an
 * error of the JVM itself, such as {@link OutOfMemoryError}, the process is ended once that is
 * reported, as Lambda does.
 */
public final class Bootstrap {
  private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

  private final Map<String, String> environment;
  private final RuntimeApi api;
  private final StandardOutputLogger logger = new StandardOutputLogger();

  private Bootstrap(Map<String, String> environment, RuntimeApi api) {
    this.environment = environment;
    this.api = api;
  }

  /** See the class; takes no arguments. */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    String address = environment.get("AWS_LAMBDA_RUNTIME_API");
    if (address == null) {
      System.err.println("AWS_LAMBDA_RUNTIME_API is not set: nothing to ask for events");
      end(1);
    }
    try {
      new Bootstrap(environment, new RuntimeApi(address)).run();
    } catch (IOException e) {
      System.err.println("The Runtime API at " + address + " is gone: " + e.getMessage());
    } catch (OutOfMemoryError e) {
      System.err.println("java.lang.OutOfMemoryError: " + e.getMessage());
    }
    end(1);
  }

  /** Runs no shutdown hooks: Lambda gives no time for them either. */
  private static void end(int status) {
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(status);
  }

  private void run() throws IOException {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    Thread.currentThread().setContextClassLoader(loader);
    QuietLogging.start(loader);
    logger.install();
    RequestStreamHandler handler;
    try {
      handler = load(loader);
    } catch (HandlerException e) {
      log(e.getCause(), e.errorType() + ": " + e.getMessage());
      api.failInit(FunctionError.of(e));
      return;
    }
    boolean goesOn = true;
    while (goesOn) {
      goesOn = answer(handler, api.next());
    }
  }

  private RequestStreamHandler load(ClassLoader loader) {
    if ("snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      throw HandlerException.badCode("This bootstrap restores no snapshots");
    }
    return HandlerLoader.load(environment.getOrDefault("_HANDLER", ""), loader);
  }

  /** Whether the process can take another event. */
  private boolean answer(RequestStreamHandler handler, Invocation invocation) throws IOException {
    if (invocation.traceId() == null) {
      System.clearProperty(TRACE_PROPERTY);
    } else {
      System.setProperty(TRACE_PROPERTY, invocation.traceId());
    }
    byte[] result;
    try {
      result = call(handler, invocation);
    } catch (Throwable thrown) {
      fail(invocation, thrown);
      return !(thrown instanceof VirtualMachineError || thrown instanceof IOError);
    } finally {
      // What the handler's code may have left behind.
      Thread.interrupted();
    }
    flushOutput();
    api.succeed(invocation, result);
    return true;
  }

  private byte[] call(RequestStreamHandler handler, Invocation invocation) throws IOException {
    ByteArrayOutputStream result = new ByteArrayOutputStream(1024);
    handler.handleRequest(
        invocation.event(), result, new FunctionContext(environment, invocation, logger));
    return result.toByteArray();
  }

  private void fail(Invocation invocation, Throwable thrown) throws IOException {
    FunctionError error = FunctionError.of(thrown);
    log(thrown, error.errorType() + ": " + error.errorMessage());
    flushOutput();
    api.fail(invocation, error);
  }

  private void log(Throwable thrown, String headline) {
    if (thrown == null) {
      logger.log(headline);
      return;
    }
    StackTraces.cut(thrown);
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    String text = trace.toString();
    logger.log(text.startsWith(headline) ? text : headline + "\n" + text);
  }

  /** So that what an invocation wrote has left the process before its answer does. */
  private static void flushOutput() {
    System.out.flush();
    System.err.flush();
  }
}
