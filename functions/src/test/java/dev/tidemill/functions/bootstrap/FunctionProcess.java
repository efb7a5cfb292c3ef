package dev.tidemill.functions.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The bootstrap in a process of its own. */
final class FunctionProcess implements AutoCloseable {
  private final Process process;
  private final CompletableFuture<String> output;
  private final CompletableFuture<String> errors;

  FunctionProcess(RuntimeApiServer server, String handler) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            Bootstrap.class.getName());
    var environment = builder.environment();
    environment.put("AWS_LAMBDA_RUNTIME_API", server.address());
    environment.put("_HANDLER", handler);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "approvals-local-PutUser");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/approvals-local-PutUser");
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/13/[$LATEST]1");
    process = builder.start();
    output = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
    errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
  }

  private static String text(java.io.InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int exitStatus() throws InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("the function still runs after 20 s");
    }
    return process.exitValue();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Ends the process. */
  String standardOutput() {
    process.destroyForcibly();
    return output.join();
  }

  /** Ends the process. */
  String standardError() {
    process.destroyForcibly();
    return errors.join();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
