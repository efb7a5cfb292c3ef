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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.h2.tools.Server;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The crash table of {@code commits.md} for a job that writes to a table and to a stream. */
class KilledCopiesTest {

  private final TestTopic topic = TestTopic.create(2);
  private final TestTopic copies = TestTopic.create(2);
  private final Path folder = SharedEngine.newFolder();
  private final String id = "copies" + copies.name().substring("events-".length());

  KilledCopiesTest() {
    topic.sendIds(0, 20, 2);
    topic.send(0, "bad".getBytes(UTF_8));
  }

  /** The stream writes its start position too: its steps come once before those of the batch. */
  @ParameterizedTest(name = "row {0}: {1} {2}")
  @CsvSource({
    "5, between-targets, 3",
    "5, between-targets, 4",
    "9, between-targets, 1",
    "9, written, 1",
    "9, committed, 1",
    "11, written, 3",
    "12, committed, 3",
  })
  void areFinishedByTheNext(int row, String step, int time) throws Exception {
    killAt(step, time);
    topic.sendIds(20, 30, 2);
    assertEachOnce("copy");
  }

  /** It goes on while it is killed: somewhere in the commit of the transaction. */
  @ParameterizedTest(name = "row 12: after {0} ms")
  @CsvSource({"0", "4", "12", "30"})
  void areFinishedWhicheverWayTheTransactionWent(int millis) throws Exception {
    try (KilledProcess process = start("+written", 3)) {
      process.await("reached");
      LockSupport.parkNanos(millis * 1_000_000L);
    }
    topic.sendIds(20, 30, 2);
    assertEachOnce("copy");
  }

  @ParameterizedTest(name = "row 6: {0} {1}")
  @CsvSource({"catch-up, 1", "written, 1", "committed, 1", "caught-up, 1", "written, 2"})
  void areCaughtUpWhereACatchUpWasKilledToo(String step, int time) throws Exception {
    killAt("between-targets", 3);
    topic.sendIds(20, 30, 2);
    killAt(step, time);
    assertEachOnce("copy");
  }

  @ParameterizedTest(name = "row 10: {0} {1}")
  @CsvSource({"between-targets, 1", "written, 1", "committed, 1", "between-targets, 2"})
  void areTakenOverWhereAdoptingWasKilled(String step, int time) throws Exception {
    killAt("between-targets", 4);
    KilledProcess.killWhenReached(
        KilledRunner.class, folder, arguments(step, time, "adopt").toArray(String[]::new));
    topic.sendIds(20, 30, 2);
    try (Engine next = SharedEngine.another(folder)) {
      Pipeline renamed = pipeline("renamed");
      List<String> done =
          next.resolve(
              renamed,
              renamed.jobs().get("renamed"),
              TestTopic.clusters(),
              new WayOut.Adopt("copy"));
      assertThat(done).isNotEmpty();
    }
    assertEachOnce("renamed");
  }

  /** Both reach the catalog, which is a server's here: a file would be the first one's alone. */
  @ParameterizedTest(name = "suspended: {0} {1}")
  @CsvSource({"planned, 1", "written, 3"})
  void getNothingMoreOfARunnerThatWasSuspended(String step, int time) throws Exception {
    Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    try {
      Files.writeString(
          folder.resolve("catalog.url"),
          "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + folder.resolve("catalog"));
      try (KilledProcess process = start("+" + step, time)) {
        process.await("reached");
        process.signal("STOP");
        topic.sendIds(20, 30, 2);
        drain("copy");
        process.signal("CONT");
        process.await("done");
      }
      assertEachOnce("copy");
    } finally {
      server.stop();
    }
  }

  private KilledProcess start(String step, int time) throws IOException {
    return new KilledProcess(
        KilledRunner.class, folder, arguments(step, time).toArray(String[]::new));
  }

  private void killAt(String step, int time) throws IOException {
    try (KilledProcess process = start(step, time)) {
      process.await("reached");
    }
  }

  private List<String> arguments(String step, int time, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                id,
                topic.name(),
                SharedBroker.address(),
                step,
                Integer.toString(time),
                copies.name()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private Pipeline pipeline(String job) {
    return KilledRunner.pipeline(id, topic.name(), copies.name(), job);
  }

  private void drain(String job) {
    Pipeline pipeline = pipeline(job);
    try (Engine next = SharedEngine.another(folder);
        JobRun run =
            next.open(pipeline, pipeline.jobs().get(job), TestTopic.clusters(), Steps.NONE)) {
      boolean more = true;
      while (more) {
        more = run.next(TestJob.DUE).isPresent();
      }
    }
  }

  private void assertEachOnce(String job) {
    drain(job);
    assertThat(copies.committed())
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 30).mapToObj(Long::toString).toList());
    try (Engine next = SharedEngine.another(folder)) {
      assertThat(ask(next, "SELECT count(*), count(DISTINCT id) FROM rows"))
          .containsExactly(List.of(30L, 30L));
      assertThat(ask(next, "SELECT `partition`, `offset` FROM events_dead_letters"))
          .containsExactly(List.of(0, 10L));
    }
  }

  private List<List<Object>> ask(Engine engine, String sql) {
    return engine.query(pipeline("copy"), sql, 0).rows();
  }
}
