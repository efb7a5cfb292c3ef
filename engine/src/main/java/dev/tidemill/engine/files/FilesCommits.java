package dev.tidemill.engine.files;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.Fenced;
import dev.tidemill.engine.commit.Writer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A folder as a target of one job: its bookmark, and how rows get in. */
public final class FilesCommits {

  private final Storage storage;
  private final Writer writer;
  private final Clock clock;
  private final Steps steps;
  private final Manifests own;

  /** A folder that exists or will exist. */
  public FilesCommits(Storage storage, Writer writer, Clock clock, Steps steps) {
    this.storage = storage;
    this.writer = writer;
    this.clock = clock;
    this.steps = steps;
    this.own = new Manifests(storage, writer, clock, steps);
  }

  /** Writes rows as files of an attempt. */
  @FunctionalInterface
  public interface Rows {

    /**
     * Writes them with {@link StagedFiles}.
     *
     * @param folder that is not there yet, in the storage
     * @return how many they were; empty: not counted
     */
    OptionalLong write(String folder);
  }

  /** Something that talks to the storage. */
  private interface Work<T> {
    T get() throws IOException;
  }

  /**
   * Up to where the folder holds the job's rows; empty before the job's first commit. Publishes
   * first what a killed predecessor had committed.
   *
   * @throws EngineException {@code [new-writer]}, {@code [file-lost]}
   */
  public Optional<Bookmark> bookmark() {
    return with(
        () -> {
          inherit();
          Optional<Manifest> last = own.recovered();
          if (last.isPresent()) {
            refuseOther(last.get());
          }
          List<String> others = others();
          if (!others.isEmpty()) {
            throw newWriter(String.join(", ", others) + (last.isPresent() ? " too" : ""));
          }
          return last.map(Manifest::bookmark);
        });
  }

  /**
   * Moves the bookmark alone.
   *
   * @throws Fenced if it is not at {@code from}
   */
  public void move(Optional<Bookmark> from, Bookmark to) {
    with(
        () -> {
          own.commit(from, to, own.begin(), List.of(), OptionalLong.of(0));
          return null;
        });
  }

  /**
   * Takes rows in one commit.
   *
   * @throws Fenced if the bookmark is not at {@code from}
   */
  public void take(Bookmark from, Bookmark to, Rows rows) {
    with(
        () -> {
          Attempt attempt = own.begin();
          OptionalLong count = written(from, rows, attempt);
          List<StagedFile> files =
              Manifest.staged(storage.read(attempt.list()).orElseThrow(outrun(attempt)));
          boolean none = count.equals(OptionalLong.of(0));
          own.commit(Optional.of(from), to, attempt, none ? List.of() : files, count);
          return null;
        });
  }

  /** A runner that is faster deletes what others had begun to write. */
  private OptionalLong written(Bookmark from, Rows rows, Attempt attempt) throws IOException {
    try {
      return rows.write(attempt.folder());
    } catch (RuntimeException failure) {
      storage.delete(attempt.folder());
      if (!own.recovered().map(Manifest::bookmark).equals(Optional.of(from))) {
        throw new Fenced("Another runner of " + writer.id() + " was faster");
      }
      throw failure;
    }
  }

  private java.util.function.Supplier<Fenced> outrun(Attempt attempt) {
    return () -> new Fenced("Attempt " + attempt.name() + " was outrun");
  }

  /**
   * Takes the bookmark of another job over, which writes no more from then on.
   *
   * @return what was done; empty if the other job never wrote here
   */
  public Optional<String> adopt(String oldJob) {
    return with(
        () -> {
          Manifests old = manifests(oldJob);
          Optional<Manifest> last = old.recovered();
          Optional<Manifest> mine = own.recovered();
          if (last.isEmpty() || !isOfThisPipeline(last.get()) || oldJob.equals(writer.job())) {
            return Optional.empty();
          }
          if (mine.isPresent() && mine.get().bookmark().batch() > 0) {
            throw newWriter(oldJob + " too: whose files are whose is not known");
          }
          if (last.get().heir().isEmpty()) {
            old.bequeath(last.get(), writer.job());
          }
          inherit();
          return Optional.of(
              "taken over from job %s after batch %d"
                  .formatted(oldJob, last.get().bookmark().batch()));
        });
  }

  /** Ends what {@link #adopt} began: a job that has this one as its heir is forgotten. */
  private void inherit() throws IOException {
    for (String job : jobs()) {
      Manifests old = manifests(job);
      Optional<Manifest> last = old.recovered();
      if (last.isPresent()
          && isOfThisPipeline(last.get())
          && last.get().heir().equals(Optional.of(writer.job()))) {
        Optional<Bookmark> mine = own.recovered().map(Manifest::bookmark);
        if (mine.isEmpty() || mine.get().batch() == 0) {
          move(mine, last.get().bookmark());
        }
        old.forget();
      }
    }
  }

  private void refuseOther(Manifest last) {
    if (!last.writer().equals(writer.id())) {
      throw newWriter(last.writer());
    }
    last.heir()
        .ifPresent(
            heir -> {
              throw newWriter(heir + ", which took its place,");
            });
  }

  private EngineException newWriter(String others) {
    return new EngineException(
        "new-writer",
        "the folder was written by job %s: was it renamed to %s?".formatted(others, writer.job()));
  }

  private List<String> others() throws IOException {
    List<String> others = new ArrayList<>();
    for (String job : jobs()) {
      Optional<Manifest> last = manifests(job).recovered();
      if (last.isPresent() && isOfThisPipeline(last.get())) {
        others.add(job);
      }
    }
    return others;
  }

  /** The other jobs that have written here. */
  private List<String> jobs() throws IOException {
    return storage.list(Manifests.FOLDER).stream()
        .filter(job -> !job.equals(writer.job()) && !job.startsWith("."))
        .toList();
  }

  private boolean isOfThisPipeline(Manifest manifest) {
    return manifest.writer().startsWith(writer.pipeline() + ".");
  }

  private Manifests manifests(String job) {
    return new Manifests(storage, new Writer(writer.pipeline(), job), clock, steps);
  }

  private static <T> T with(Work<T> work) {
    try {
      return work.get();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
