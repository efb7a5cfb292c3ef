package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.EngineSettings;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.engine.TestTopic;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FullDiskTest {

  @Test
  void failsTheBatchButLeavesTheTableAndTheNextBatchWorks() throws Exception {
    Path folder = SharedEngine.newFolder();
    Path lake = Files.createDirectories(folder.resolve("lake"));
    assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", lake.toString()),
        "skipped: only root may mount a small disk");
    TestTopic topic = TestTopic.create(1);
    Pipeline pipeline = TestPipeline.of("full", topic).job("copy", "rows").build();
    EngineSettings plain = SharedEngine.settings(folder);
    try (Engine engine =
        SharedEngine.another(
            new EngineSettings(lake, plain.catalogUri(), plain.work(), Map.of()))) {
      topic.sendIds(0, 5, 1);
      batch(engine, pipeline);
      Path filler = fill(lake);
      topic.sendIds(5, 9, 1);
      assertThatThrownBy(() -> batch(engine, pipeline))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("No space left on device")
          .message()
          .doesNotContain("\n");
      assertThat(count(engine, pipeline)).isEqualTo(5L);
      assertThat(engine.maintain(pipeline, pipeline.tables().get("rows"), Instant.now()).notices())
          .singleElement()
          .asString()
          .startsWith("[maintenance] could not remove orphaned files of table rows")
          .contains("No space left on device");
      Files.delete(filler);
      batch(engine, pipeline);
      assertThat(count(engine, pipeline)).isEqualTo(9L);
    } finally {
      succeeds("umount", "-l", lake.toString());
    }
  }

  private static void batch(Engine engine, Pipeline pipeline) {
    try (JobRun run =
        engine.open(pipeline, pipeline.jobs().get("copy"), TestTopic.clusters(), Steps.NONE)) {
      assertThat(run.next(TestJob.DUE)).isPresent();
    }
  }

  private static Object count(Engine engine, Pipeline pipeline) {
    List<Object> row =
        engine.query(pipeline, "SELECT count(DISTINCT id) FROM rows", 0).rows().get(0);
    return row.get(0);
  }

  /** Leaves no byte. */
  private static Path fill(Path disk) throws IOException {
    Path filler = disk.resolve("filler");
    byte[] some = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException full) {
      return filler;
    }
  }

  private static boolean succeeds(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
