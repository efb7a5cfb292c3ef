package dev.tidemill.runtime;

import dev.tidemill.model.KafkaConnection;
import dev.tidemill.model.Names;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Template;
import dev.tidemill.runtime.process.WorldException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Values of secrets: in a rehearsal those of the definition, else of the environment ({@code
 * TIDEMILL_SECRET_PII_SALT}), else of the folder {@code
 * ${XDG_CONFIG_HOME:-~/.config}/tidemill/secrets/PIPELINE/NAME}.
 */
public final class Secrets {

  private final Pipeline pipeline;
  private final Map<String, String> given;
  private final Map<String, String> environment;

  /**
   * The secrets of a pipeline.
   *
   * @param given values that win
   * @param environment of this process
   */
  public Secrets(Pipeline pipeline, Map<String, String> given, Map<String, String> environment) {
    this.pipeline = pipeline;
    this.given = given;
    this.environment = environment;
  }

  /**
   * The value of a secret, if it has one anywhere.
   *
   * @throws WorldException if its file cannot be read
   */
  public Optional<String> find(String name) {
    return Optional.ofNullable(given.get(name))
        .or(() -> Optional.ofNullable(environment.get(variable(name))))
        .or(() -> read(file(name)));
  }

  /**
   * The value of a secret.
   *
   * @throws WorldException if it has none
   */
  public String need(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new WorldException(
                    "[secret-missing] the secret '%s' has no value: set %s, or write it to %s"
                        .formatted(name, variable(name), file(name))));
  }

  /** Names of the secrets that functions need and that have no value. */
  public List<String> missing() {
    return missing(functions());
  }

  /** Those, and those of the connections that streams need. */
  public List<String> missingWithConnections() {
    return missing(Stream.concat(functions(), connections()));
  }

  private Stream<Template> functions() {
    return pipeline.functions().values().stream()
        .flatMap(function -> function.environment().values().stream());
  }

  private Stream<Template> connections() {
    return pipeline.streams().values().stream()
        .flatMap(stream -> stream.connection().stream())
        .map(id -> (KafkaConnection) pipeline.connections().get(id))
        .flatMap(kafka -> Stream.of(kafka.username(), kafka.password(), kafka.clientKey()))
        .flatMap(Optional::stream);
  }

  private List<String> missing(Stream<Template> templates) {
    TreeSet<String> missing = new TreeSet<>();
    templates
        .flatMap(template -> template.parts().stream())
        .filter(Template.Part.Secret.class::isInstance)
        .map(part -> ((Template.Part.Secret) part).name())
        .filter(name -> find(name).isEmpty())
        .forEach(missing::add);
    return new ArrayList<>(missing);
  }

  /** The variable that may hold a secret. */
  public static String variable(String name) {
    return "TIDEMILL_SECRET_" + Names.environment(name);
  }

  private Path file(String name) {
    String config = environment.get("XDG_CONFIG_HOME");
    Path folder =
        config == null || config.isBlank()
            ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".config")
            : Path.of(config);
    return folder.resolve("tidemill").resolve("secrets").resolve(pipeline.id()).resolve(name);
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(Files.readString(file).stripTrailing())
          : Optional.empty();
    } catch (IOException e) {
      throw new WorldException("Cannot read the secret " + file + ": " + OneLine.of(e), e);
    }
  }
}
