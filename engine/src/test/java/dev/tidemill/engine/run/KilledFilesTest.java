package dev.tidemill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Rows 1 and 13 to 15 of the crash table of {@code commits.md}, under the eyes of a reader. */
class KilledFilesTest {

  private static final Pattern LINE = Pattern.compile("\\{\"id\":(\\d+)}");

  /** Reads folders again and again as one who knows nothing but their files. */
  private static final class Reader extends Thread {

    private final List<Path> folders;
    private final AtomicBoolean done = new AtomicBoolean();
    private Throwable seen;
    private int looks;

    Reader(List<Path> folders) {
      this.folders = folders;
    }

    @Override
    public void run() {
      try {
        while (!done.get()) {
          for (Path folder : folders) {
            assertThat(ids(folder)).as("%s", folder).doesNotHaveDuplicates();
          }
          looks++;
        }
      } catch (Throwable torn) {
        seen = torn;
      }
    }

    /** Ends it; it must have looked, and seen nothing that was torn. */
    void end() throws InterruptedException {
      done.set(true);
      join();
      assertThat(seen).isNull();
      assertThat(looks).isPositive();
    }
  }

  /** A job of a process that is killed when the job has come to a step. */
  private record Killed(String row, String step, int time, Path folder) {

    static Killed at(String row, String step, int time) {
      return new Killed(row, step, time, SharedEngine.newFolder());
    }

    List<String> arguments() {
      return List.of(folder.toString(), step, Integer.toString(time));
    }

    Path out() {
      return folder.resolve("out");
    }
  }

  @TestFactory
  Stream<DynamicTest> leavesNothingThatHindersTheNext() throws Exception {
    List<Killed> all =
        List.of(
            Killed.at("row 1", "ranged", 1),
            // The first commit only notes where the job begins.
            Killed.at("row 13", "staged", 2),
            Killed.at("row 14", "linked", 2),
            Killed.at("row 15", "moved", 2));
    for (Killed each : all) {
      write(each.folder().resolve("in/a.json"), 0, 20);
    }
    Reader reader = new Reader(all.stream().map(Killed::out).toList());
    reader.start();
    KilledProcess.killWhenReached(
        KilledFilesRunner.class, all.stream().map(Killed::arguments).toList());
    return Stream.concat(
        all.stream()
            .map(killed -> dynamicTest(killed.toString(), () -> assertNextIsNotHindered(killed))),
        Stream.of(dynamicTest("a reader never sees half a batch", reader::end)));
  }

  private static void assertNextIsNotHindered(Killed killed) throws IOException {
    Path folder = killed.folder();
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
      assertThat(batches).as("%s", killed).isEqualTo(2);
      assertThat(next.query(pipeline, "SELECT count(*), count(DISTINCT id) FROM rows", 0).rows())
          .as("%s", killed)
          .containsExactly(List.of(30L, 30L));
    }
    assertThat(ids(killed.out()))
        .as("%s", killed)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 30).boxed().toList());
    assertThat(killed.out().resolve("_tidemill/copy/staging")).isEmptyDirectory();
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
