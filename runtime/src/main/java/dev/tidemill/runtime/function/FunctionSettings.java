package dev.tidemill.runtime.function;

import dev.tidemill.model.DataSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a function's processes are started with.
 *
 * @param id of the function in the definition
 * @param name its physical name, as Lambda would have it
 * @param code a jar, or a folder of classes with jars in {@code lib}; for a command any file or
 *     folder. It need not exist
 * @param runtime AWS's identifier; which Java runs the code, if there is no command
 * @param command starts a process that speaks the Runtime API itself: words with blanks between
 * @param memory of the whole process, about
 * @param timeout of one invocation, from handing out the event
 * @param environment all variables that do not depend on the single process
 * @param initTimeout how long a process may take until it asks for its first event; 10 s on Lambda
 */
public record FunctionSettings(
    String id,
    String name,
    Path code,
    String runtime,
    Optional<String> command,
    DataSize memory,
    Duration timeout,
    Map<String, String> environment,
    Duration initTimeout) {

  /**
   * How long Lambda lets a runtime initialise.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Lambda
   *     execution environment lifecycle</a>
   */
  public static final Duration INIT_TIMEOUT = Duration.ofSeconds(10);

  public FunctionSettings {
    environment = Map.copyOf(environment);
  }
}
