package dev.tidemill.cli.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.cli.whole.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {

  private static final String DEFINITION =
      """
      pipeline: shop
      streams:
        clicks: { columns: { eventTime: timestamp, price: double } }
      tables: { clicks: {} }
      jobs:
        clicks:
          every: 60s
          nodes:
            log: { source: stream, stream: clicks }
            paid: { transform: filter, input: log, condition: prise > 0 }
            lake: { target: table, input: paid, table: clicks }
      """;

  @TempDir Path folder;

  @Test
  void findsByPlanningWhatIsWrongInSqlAndWritesNothing() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("pipeline.yaml"), DEFINITION);
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    Ended check = Program.start(List.of("-Djava.io.tmpdir=" + scratch), folder, "check").await();
    assertThat(check.status()).as(check.toString()).isEqualTo(2);
    assertThat(check.err()).isEmpty();
    assertThat(check.out())
        .startsWith("pipeline.yaml:10:57  [unknown-column] no column 'prise'")
        .contains("did you mean 'price'?");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("pipeline.yaml", "scratch");
    }
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void loadsNoSparkWithoutPlanning() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("pipeline.yaml"), DEFINITION);
    Path loaded = folder.resolve("loaded");
    Ended check =
        Program.start(List.of("-Xlog:class+load:file=" + loaded), folder, "check", "--no-plan")
            .await();
    assertThat(check.status()).as(check.toString()).isZero();
    assertThat(Files.readString(loaded))
        .contains("dev.tidemill.model.read.DefinitionReader")
        .doesNotContain("org.apache.spark", "org.apache.iceberg", "scala.Predef", "log4j");
  }
}
