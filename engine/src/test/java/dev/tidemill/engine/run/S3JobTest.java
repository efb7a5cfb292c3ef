package dev.tidemill.engine.run;

import static dev.tidemill.engine.TestPipeline.fromFiles;
import static dev.tidemill.engine.TestPipeline.toFiles;
import static dev.tidemill.engine.TestPipeline.toTable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.EngineSettings;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.S3Server;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.TestPipeline;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole job from S3 to S3, with Hadoop's own client. */
class S3JobTest {

  @TempDir Path folder;

  private final S3Server s3 = new S3Server();

  S3JobTest() throws IOException {}

  @AfterEach
  void stop() {
    s3.close();
  }

  @Test
  void readsAndWritesEachFileOnce() {
    EngineSettings plain = SharedEngine.settings(folder);
    Map<String, String> spark = new HashMap<>(s3.settings());
    spark.put("fs.s3a.impl.disable.cache", "true");
    Pipeline pipeline =
        TestPipeline.of(SharedEngine.newPipeline(), "none")
            .jobOf(
                "load",
                List.of(
                    fromFiles("arrived", "s3a://bucket/in", "json", Map.of(), "id: long required"),
                    toTable("rows", "arrived", "rows"),
                    toFiles("sent", "arrived", "s3a://bucket/out", Map.of("format", "json"))))
            .build(folder);
    s3.put("in/deep/a.json", "{\"id\":1}\n{\"id\":2}\n{}\n".getBytes(UTF_8));
    s3.put("in/_hidden/b.json", "{\"id\":99}\n".getBytes(UTF_8));
    try (Engine engine =
        SharedEngine.another(
            new EngineSettings(plain.lake(), plain.catalogUri(), plain.work(), spark))) {
      assertThat(drain(engine, pipeline)).isEqualTo(1);
      assertThat(drain(engine, pipeline)).isZero();
      s3.put("in/c.json", "{\"id\":3}\n".getBytes(UTF_8));
      assertThat(drain(engine, pipeline)).isEqualTo(1);
      assertThat(engine.query(pipeline, "SELECT id FROM rows ORDER BY id", 0).rows())
          .containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }
    List<String> written =
        s3.keys("out/").stream().filter(key -> !key.startsWith("out/_tidemill/")).toList();
    assertThat(written).hasSize(2).allMatch(key -> key.matches("out/load-0{11}[23]-\\d+[.]json"));
    assertThat(written.stream().flatMap(key -> s3.text(key).lines()).sorted())
        .containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
    // Hadoop's client keeps an object for the folder itself.
    assertThat(s3.keys("out/_tidemill/load/staging/")).allMatch(key -> key.endsWith("/"));
  }

  private static int drain(Engine engine, Pipeline pipeline) {
    // What was put just now is no longer young.
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5));
    int batches = 0;
    try (JobRun run = SharedEngine.open(engine, pipeline, "load", clock)) {
      while (run.next(TestJob.DUE).isPresent()) {
        batches++;
      }
    }
    return batches;
  }
}
