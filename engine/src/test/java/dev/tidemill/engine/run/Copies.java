package dev.tidemill.engine.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedBroker;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.engine.WayOut;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.h2.tools.Server;

/** A job with a lake of its own that copies a stream to a table and to a stream, and is killed. */
final class Copies {

  private final String name;
  private final TestTopic topic = TestTopic.create(2);
  private final TestTopic copies = TestTopic.create(2);
  private final Path folder = SharedEngine.newFolder();
  private final String id = "copies" + copies.name().substring("events-".length());
  private boolean sentMore;

  private Copies(String name) {
    this.name = name;
    topic.sendIds(0, 20, 2);
    topic.send(0, "bad".getBytes(UTF_8));
  }

  /** One for each name; its last words are the step where it stops, and for which time. */
  static List<Copies> each(String... names) {
    return Stream.of(names).map(Copies::new).toList();
  }

  /** What {@link KilledRunner} is told. */
  List<String> atItsStep(String... way) {
    String[] words = name.split(" ", -1);
    return at(words[words.length - 2], Integer.parseInt(words[words.length - 1]), way);
  }

  List<String> at(String step, int time, String... way) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                folder.toString(),
                step,
                Integer.toString(time),
                id,
                topic.name(),
                SharedBroker.address(),
                copies.name()));
    arguments.addAll(List.of(way));
    return arguments;
  }

  void useCatalogOf(Server server) {
    try {
      Files.writeString(
          folder.resolve("catalog.url"),
          "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + folder.resolve("catalog"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Once. */
  void sendMore() {
    if (!sentMore) {
      topic.sendIds(20, 30, 2);
      sentMore = true;
    }
  }

  List<String> adopt() {
    Pipeline renamed = pipeline("renamed");
    try (Engine next = SharedEngine.another(folder)) {
      return next.resolve(
          renamed, renamed.jobs().get("renamed"), TestTopic.clusters(), new WayOut.Adopt("copy"));
    }
  }

  void drain(String job) {
    try (Engine next = SharedEngine.another(folder)) {
      drain(next, job);
    }
  }

  void assertEachOnce(String job) {
    sendMore();
    try (Engine next = SharedEngine.another(folder)) {
      drain(next, job);
      assertThat(ask(next, "SELECT count(*), count(DISTINCT id) FROM rows"))
          .as(name)
          .containsExactly(List.of(30L, 30L));
      assertThat(ask(next, "SELECT `partition`, `offset` FROM events_dead_letters"))
          .as(name)
          .containsExactly(List.of(0, 10L));
    }
    assertThat(copies.committed())
        .as(name)
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 30).mapToObj(Long::toString).toList());
  }

  private void drain(Engine engine, String job) {
    Pipeline pipeline = pipeline(job);
    try (JobRun run =
        engine.open(pipeline, pipeline.jobs().get(job), TestTopic.clusters(), Steps.NONE)) {
      boolean more = true;
      while (more) {
        more = run.next(TestJob.DUE).isPresent();
      }
    }
  }

  private List<List<Object>> ask(Engine engine, String sql) {
    return engine.query(pipeline("copy"), sql, 0).rows();
  }

  private Pipeline pipeline(String job) {
    return KilledRunner.pipeline(id, topic.name(), copies.name(), job);
  }

  @Override
  public String toString() {
    return name;
  }
}
