package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.engine.Engine;
import dev.tidemill.engine.JobRun;
import dev.tidemill.engine.SharedEngine;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.connect.Clusters;
import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows 1 and 13 to 15 of the crash table of {@code commits.md}, under the eyes of a reader. */
class KilledFilesTest {

  private static final Pattern LINE = Pattern.compile("\\{\"id\":(\\d+)}");

  /** Reads the folder again and again as one who knows nothing but its files. */
  private static final class Reader extends Thread {

    private final Path folder;
    private final AtomicBoolean done = new AtomicBoolean();
    private Throwable seen;
    private int looks;

    Reader(Path folder) {
      this.folder = folder;
    }

    @Override
    public void run() {
      try {
        while (!done.get()) {
          assertThat(ids(folder)).doesNotHaveDuplicates();
          looks++;
        }
      } catch (Throwable torn) {
        seen = torn;
      }
    }

    void end() throws InterruptedException {
      done.set(true);
      join();
      assertThat(seen).isNull();
      assertThat(looks).isPositive();
    }
  }

  @ParameterizedTest(name = "row {0}: {1}, {2}")
  @CsvSource({
    "1, ranged, 1",
    // The first commit only notes where the job begins.
    "13, staged, 2",
    "14, linked, 2",
    "15, moved, 2",
  })
  void leavesNothingThatHindersTheNext(int row, String step, int time) throws Exception {
    Path folder = SharedEngine.newFolder();
    write(folder.resolve("in/a.json"), 0, 20);
    Reader reader = new Reader(folder.resolve("out"));
    reader.start();
    KilledProcess.killWhenReached(KilledFilesRunner.class, folder, step, Integer.toString(time));
    write(folder.resolve("in/b.json"), 20, 30);
    Pipeline pipeline = KilledFilesRunner.pipeline(folder);
    try (Engine next = SharedEngine.another(folder);
        JobRun run =
            next.open(
                pipeline, pipeline.jobs().get("copy"), Clusters.single(Map.of()), Steps.NONE)) {
      int batches = 0;
      while (run.next(TestJob.DUE).isPresent()) {
        batches++;
      }
      // The list that the killed one had written is taken as it is; b.json comes after it.
      assertThat(batches).as("row %d", row).isEqualTo(2);
      assertThat(next.query(pipeline, "SELECT count(*), count(DISTINCT id) FROM rows", 0).rows())
          .containsExactly(List.of(30L, 30L));
    }
    reader.end();
    assertThat(ids(folder.resolve("out")))
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 30).boxed().toList());
    assertThat(folder.resolve("out/_tidemill/copy/staging")).isEmptyDirectory();
  }

  private static void write(Path file, int from, int to) throws IOException {
    Files.createDirectories(file.getParent());
    StringBuilder lines = new StringBuilder();
    for (int id = from; id < to; id++) {
      lines.append("{\"id\":%d,\"half\":%d}%n".formatted(id, id % 2));
    }
    Files.writeString(file, lines);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  /** What is in the files whose names are not hidden; each line must be whole. */
  private static List<Long> ids(Path folder) throws IOException {
    List<Long> ids = new ArrayList<>();
    if (!Files.exists(folder)) {
      return ids;
    }
    try (Stream<Path> halves = Files.list(folder)) {
      for (Path half : halves.filter(each -> !isHidden(each)).toList()) {
        try (Stream<Path> files = Files.list(half)) {
          for (Path file : files.filter(each -> !isHidden(each)).toList()) {
            read(file, ids);
          }
        }
      }
    } catch (NoSuchFileException | UncheckedIOException moving) {
      return List.of();
    }
    return ids;
  }

  private static void read(Path file, List<Long> ids) throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).as(file.toString()).isNotEmpty();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      assertThat(matcher.matches()).as("%s: %s", file, line).isTrue();
      ids.add(Long.valueOf(matcher.group(1)));
    }
  }

  private static boolean isHidden(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("_") || name.startsWith(".");
  }
}
