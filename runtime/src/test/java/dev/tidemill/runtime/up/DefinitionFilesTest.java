package dev.tidemill.runtime.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.DefinitionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFilesTest {

  @TempDir Path folder;

  @Test
  void areTheDefinitionAndTheSqlThatStandsInFiles() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.yaml"),
            """
            pipeline: shop
            streams: { visits: { columns: { id: long } } }
            tables: { visits: {} }
            jobs:
              copy:
                nodes:
                  log: { source: stream, stream: visits }
                  some: { transform: filter, input: log, condition: { file: some.sql } }
                  few: { transform: filter, input: some, condition: id < 9 }
                  all: { transform: sql, input: few, query: { file: all.sql } }
                  out: { target: table, input: all, table: visits }
            """);
    Path some = Files.writeString(folder.resolve("some.sql"), "id > 0");
    Path all = Files.writeString(folder.resolve("all.sql"), "SELECT * FROM few");

    Checked checked =
        new DefinitionReader(NodeKinds.onClassPath(), name -> null).read(file, "local", Map.of());

    assertThat(checked.findings()).isEmpty();
    assertThat(DefinitionFiles.of(checked.pipeline().orElseThrow()))
        .containsExactly(all, file, some);
  }
}
