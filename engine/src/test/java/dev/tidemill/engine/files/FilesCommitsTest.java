package dev.tidemill.engine.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.Fenced;
import dev.tidemill.engine.commit.FilesPosition;
import dev.tidemill.engine.commit.Writer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five steps of a commit, with text files and without Spark. Batch N has the one row N. */
class FilesCommitsTest {

  private static final Instant NOW = Instant.parse("2026-11-13T02:15:07Z");
  private static final long SEED = 4711;

  @TempDir Path root;

  private static final class Crash extends RuntimeException {}

  /** Ends a run before or after something that it does to the disk, as it is drawn. */
  private record Crashing(Storage disk, Random random, int oneIn) implements Storage {

    private interface Act<T> {
      T get() throws IOException;
    }

    private <T> T drawn(Act<T> act) throws IOException {
      int drawn = random.nextInt(2 * oneIn);
      if (drawn == 0) {
        throw new Crash();
      }
      T result = act.get();
      if (drawn == 1) {
        throw new Crash();
      }
      return result;
    }

    @Override
    public List<String> list(String folder) throws IOException {
      return disk.list(folder);
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
      return disk.read(name);
    }

    @Override
    public boolean putIfAbsent(String name, byte[] content) throws IOException {
      return drawn(() -> disk.putIfAbsent(name, content));
    }

    @Override
    public boolean exists(String name) throws IOException {
      return disk.exists(name);
    }

    @Override
    public void move(String from, String to) throws IOException {
      drawn(
          () -> {
            disk.move(from, to);
            return true;
          });
    }

    @Override
    public void delete(String name) throws IOException {
      drawn(
          () -> {
            disk.delete(name);
            return true;
          });
    }
  }

  private static FilesCommits commits(Storage storage, String job, Steps steps) {
    return new FilesCommits(
        storage, new Writer("shop", job), Clock.fixed(NOW, ZoneOffset.UTC), steps);
  }

  private static FilesCommits commits(Path folder, Steps steps) {
    return commits(new DiskStorage(folder), "export", steps);
  }

  private static Bookmark bookmark(long batch) {
    return new Bookmark(
        Map.of(Bookmark.files("in"), new FilesPosition(batch)), batch, Instant.EPOCH, NOW);
  }

  /** As Spark's tasks do it, in two files. */
  private static OptionalLong write(Path folder, String attempt, long batch) {
    Path staging = folder.resolve(attempt);
    try {
      Files.createDirectories(staging);
      List<StagedFile> files = new ArrayList<>();
      for (int part = 0; part < 2; part++) {
        String name = "task-" + part + ".txt.staged";
        Files.writeString(staging.resolve(name), batch + "." + part + " whole");
        files.add(new StagedFile(name, part == 0 ? "" : "part=1", ".txt"));
      }
      Files.writeString(staging.resolve("task-9.txt.staged"), "of a task that failed");
      new DiskStorage(staging).putIfAbsent(Attempt.LIST, Manifest.json(files));
      return OptionalLong.of(1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What a reader sees who only lists. */
  private static List<String> visible(Path folder) throws IOException {
    List<String> rows = new ArrayList<>();
    if (!Files.exists(folder)) {
      return rows;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files.filter(f -> !folder.relativize(f).toString().startsWith("_")).toList()) {
        if (Files.isRegularFile(file)) {
          rows.add(Files.readString(file));
        }
      }
    } catch (UncheckedIOException | NoSuchFileException moved) {
      return visible(folder);
    }
    return rows;
  }

  private static List<String> rows(long batches) {
    return LongStream.rangeClosed(1, batches)
        .boxed()
        .flatMap(batch -> Stream.of(batch + ".0 whole", batch + ".1 whole"))
        .toList();
  }

  /** A run of a job up to a batch; answers whether nothing stopped it. */
  private static boolean run(Path folder, Steps steps, long last) {
    return run(folder, commits(folder, steps), last);
  }

  private static boolean run(Path folder, FilesCommits commits, long last) {
    try {
      Optional<Bookmark> at = commits.bookmark();
      while (at.isEmpty() || at.get().batch() < last) {
        if (at.isEmpty()) {
          commits.move(at, bookmark(0));
        } else {
          long batch = at.get().batch() + 1;
          commits.take(at.get(), bookmark(batch), attempt -> write(folder, attempt, batch));
        }
        at = commits.bookmark();
      }
      return true;
    } catch (Crash | Fenced stopped) {
      return false;
    }
  }

  @Test
  void hasEachRowOnceWhereverItCrashes() throws IOException {
    Random random = new Random(SEED);
    int crashes = 0;
    for (int world = 0; world < 100; world++) {
      Path folder = root.resolve("w" + world);
      Storage crashing = new Crashing(new DiskStorage(folder), random, 10);
      while (!run(folder, commits(crashing, "export", Steps.NONE), 5)) {
        crashes++;
        assertThat(visible(folder)).doesNotHaveDuplicates().allMatch(row -> row.endsWith("whole"));
      }
      assertThat(visible(folder)).containsExactlyInAnyOrderElementsOf(rows(5));
      run(folder, Steps.NONE, 6);
      assertThat(folder.resolve("_tidemill/export/staging")).isEmptyDirectory();
    }
    assertThat(crashes).isGreaterThan(100);
  }

  @Test
  void hasEachRowOnceWhenTwoRunnersRace() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int world = 0; world < 20; world++) {
        Path folder = root.resolve("r" + world);
        Future<?> first = threads.submit(() -> untilDone(folder));
        Future<?> second = threads.submit(() -> untilDone(folder));
        while (!first.isDone() || !second.isDone()) {
          assertThat(visible(folder))
              .doesNotHaveDuplicates()
              .allMatch(row -> row.endsWith("whole"));
        }
        first.get();
        second.get();
        assertThat(visible(folder)).containsExactlyInAnyOrderElementsOf(rows(10));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void untilDone(Path folder) {
    boolean done = false;
    while (!done) {
      done = run(folder, Steps.NONE, 10);
    }
  }

  @Test
  void refusesWhatWasPlannedFromAnotherBookmark() throws IOException {
    Path folder = root.resolve("f");
    run(folder, Steps.NONE, 2);
    FilesCommits slow = commits(folder, Steps.NONE);
    assertThatThrownBy(
            () -> slow.take(bookmark(1), bookmark(2), attempt -> write(folder, attempt, 2)))
        .isInstanceOf(Fenced.class);
    assertThat(visible(folder)).containsExactlyInAnyOrderElementsOf(rows(2));
  }

  @Test
  void leavesPublishedFilesToTheUser() throws IOException {
    Path folder = root.resolve("u");
    run(folder, Steps.NONE, 1);
    Files.delete(folder.resolve("export-000000000002-00000.txt"));
    run(folder, Steps.NONE, 2);
    assertThat(visible(folder)).containsExactlyInAnyOrder("1.1 whole", "2.0 whole", "2.1 whole");
  }

  @Test
  void saysThatAFileWasLostBeforeItHadItsName() throws IOException {
    Path folder = root.resolve("l");
    Steps killed =
        step -> {
          if (step.equals("linked")) {
            throw new Crash();
          }
        };
    run(folder, Steps.NONE, 1);
    assertThat(run(folder, killed, 2)).isFalse();
    try (Stream<Path> staged = Files.walk(folder.resolve("_tidemill/export/staging"))) {
      Files.delete(staged.filter(f -> f.endsWith("task-0.txt.staged")).findFirst().orElseThrow());
    }
    assertThatThrownBy(() -> commits(folder, Steps.NONE).bookmark())
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("export-000000000003-00000.txt was deleted before it had its name");
  }

  @Test
  void keepsManifestsForSevenDaysAndTheNewestOne() throws IOException {
    Path folder = root.resolve("k");
    run(folder, Steps.NONE, 5);
    Instant later = NOW.plus(Duration.ofDays(8));
    FilesCommits commits =
        new FilesCommits(
            new DiskStorage(folder),
            new Writer("shop", "export"),
            Clock.fixed(later, ZoneOffset.UTC),
            Steps.NONE);
    commits.move(commits.bookmark(), bookmark(6));
    assertThat(new DiskStorage(folder).list("_tidemill/export"))
        .containsExactly("000000000007.json", "staging");
    assertThat(commits.bookmark()).contains(bookmark(6));
  }

  @Test
  void stopsAtAFolderOfARenamedJobAndTakesItOver() throws IOException {
    Path folder = root.resolve("n");
    run(folder, Steps.NONE, 3);
    FilesCommits renamed = commits(new DiskStorage(folder), "send", Steps.NONE);
    assertThatThrownBy(renamed::bookmark)
        .hasMessage("the folder was written by job export: was it renamed to send?");
    Random random = new Random(SEED);
    Storage crashing = new Crashing(new DiskStorage(folder), random, 4);
    boolean done = false;
    while (!done) {
      try {
        commits(crashing, "send", Steps.NONE).adopt("export");
        done = true;
      } catch (Crash again) {
        assertThat(visible(folder)).hasSize(6);
      }
    }
    assertThat(renamed.bookmark()).contains(bookmark(3));
    renamed.take(bookmark(3), bookmark(4), attempt -> write(folder, attempt, 4));
    assertThat(visible(folder)).containsExactlyInAnyOrderElementsOf(rows(4));
    assertThatThrownBy(() -> commits(folder, Steps.NONE).bookmark())
        .hasMessageContaining("written by job send");
  }

  @Test
  void refusesARunnerOfTheOldNameThatWritesOn() throws IOException {
    Path folder = root.resolve("o");
    run(folder, Steps.NONE, 3);
    FilesCommits old = commits(folder, Steps.NONE);
    Optional<Bookmark> at = old.bookmark();
    Steps killed =
        step -> {
          if (step.equals("staged")) {
            throw new Crash();
          }
        };
    FilesCommits renamed = commits(new DiskStorage(folder), "send", killed);
    assertThatThrownBy(() -> renamed.adopt("export")).isInstanceOf(Crash.class);
    assertThatThrownBy(() -> old.take(at.get(), bookmark(4), attempt -> write(folder, attempt, 4)))
        .isInstanceOf(Fenced.class);
    assertThatThrownBy(old::bookmark).hasMessageContaining("job send, which took its place,");
    assertThat(commits(new DiskStorage(folder), "send", Steps.NONE).bookmark())
        .contains(bookmark(3));
  }
}
