package dev.tidemill.runtime;

import dev.tidemill.model.Connection;
import dev.tidemill.model.Function;
import dev.tidemill.model.Job;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Store;
import dev.tidemill.model.Stream;
import dev.tidemill.model.read.DefinitionReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Definitions for tests: things as records, all else as the reader gives it. */
public final class TestPipeline {

  private TestPipeline() {}

  /**
   * A pipeline of these things.
   *
   * @param text the rest of its definition
   */
  public static Pipeline of(
      Path file,
      String text,
      Map<String, Store> stores,
      Map<String, Stream> streams,
      Map<String, Function> functions,
      Map<String, Connection> connections,
      Map<String, Job> jobs) {
    Pipeline rest = read(text);
    return new Pipeline(
        rest.id(),
        file,
        rest.stage(),
        rest.description(),
        rest.build(),
        rest.parameters(),
        stores,
        streams,
        functions,
        rest.schedules(),
        connections,
        rest.tables(),
        jobs,
        rest.alarms(),
        rest.recipients(),
        rest.budget(),
        rest.load(),
        rest.runtime(),
        rest.aws(),
        rest.rehearsal(),
        rest.outside());
  }

  private static Pipeline read(String text) {
    try {
      Path file = Files.createTempFile("pipeline", ".yaml");
      try {
        Files.writeString(file, text);
        return new DefinitionReader(NodeKinds.onClassPath(), name -> null)
            .read(file, "local", Map.of())
            .pipeline()
            .orElseThrow();
      } finally {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
