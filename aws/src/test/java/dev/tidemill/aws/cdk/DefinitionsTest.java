package dev.tidemill.aws.cdk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {

  @TempDir Path folder;

  @Test
  void refusesWhatTheCommandRefuses() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            pipeline: shop
            streams: { visits: { columns: { id: long } } }
            stages: { prod: { aws: { streams: kinesis } } }
            """);
    Pipeline pipeline = Definitions.read(file, "prod", Map.of());

    assertThatThrownBy(() -> Definitions.checked(pipeline))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pipeline.yaml:3:19  [not-built] aws.streams 'kinesis'");
  }
}
