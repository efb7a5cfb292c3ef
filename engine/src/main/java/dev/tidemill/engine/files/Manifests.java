package dev.tidemill.engine.files;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.Steps;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.Fenced;
import dev.tidemill.engine.commit.Writer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The commits of a job to a folder, numbered without gaps: {@code commits.md}, section 4.3. Each is
 * a manifest that is made by a link, of several runners by one; then its files get their names.
 */
final class Manifests {

  /** What is ours in a target's folder. */
  static final String FOLDER = "_tidemill";

  private static final Duration KEPT = Duration.ofDays(7);

  private final Storage storage;
  private final Writer writer;
  private final Clock clock;
  private final Steps steps;

  /** The newest number that was seen. */
  private long newest;

  Manifests(Storage storage, Writer writer, Clock clock, Steps steps) {
    this.storage = storage;
    this.writer = writer;
    this.clock = clock;
    this.steps = steps;
  }

  /** The newest one of the job, its files published. */
  Optional<Manifest> recovered() throws IOException {
    Optional<Manifest> last = newest();
    if (last.isPresent()) {
      publish(last.get());
    }
    return last;
  }

  /** A try to write what comes after the newest one. */
  Attempt begin() throws IOException {
    newest();
    return Attempt.of(writer.job(), newest + 1);
  }

  /**
   * Commits what an attempt wrote and publishes it.
   *
   * @throws Fenced if the newest manifest is not at {@code from}, or another runner is faster
   */
  void commit(
      Optional<Bookmark> from,
      Bookmark to,
      Attempt attempt,
      List<StagedFile> files,
      OptionalLong rows)
      throws IOException {
    Optional<Manifest> last = newest();
    if (!last.map(Manifest::bookmark).equals(from) || last.flatMap(Manifest::heir).isPresent()) {
      refuse(attempt);
    }
    Manifest manifest = manifest(to, attempt.name(), files, rows, Optional.empty());
    steps.reached("staged");
    if (!link(manifest)) {
      refuse(attempt);
    }
    steps.reached("linked");
    publish(manifest);
    forgetOld();
  }

  /** Ends the writing of this job: the heir goes on where it ends. */
  Manifest bequeath(Manifest last, String heir) throws IOException {
    Manifest end = manifest(last.bookmark(), "", List.of(), OptionalLong.of(0), Optional.of(heir));
    if (!link(end)) {
      throw new Fenced("Job " + writer.job() + " writes on");
    }
    return end;
  }

  /** Deletes all that is known of the job. Its published files stay. */
  void forget() throws IOException {
    storage.delete(FOLDER + "/" + writer.job());
    newest = 0;
  }

  private Manifest manifest(
      Bookmark bookmark,
      String attempt,
      List<StagedFile> files,
      OptionalLong rows,
      Optional<String> heir) {
    return new Manifest(
        newest + 1, writer.id(), bookmark, attempt, files, rows, clock.instant(), heir);
  }

  private boolean link(Manifest manifest) throws IOException {
    boolean mine = storage.putIfAbsent(name(manifest.number()), manifest.json());
    newest = mine ? manifest.number() : newest;
    return mine;
  }

  private void refuse(Attempt attempt) throws IOException {
    storage.delete(attempt.folder());
    throw new Fenced("Another runner of " + writer.id() + " wrote manifest " + (newest + 1));
  }

  /** Each move may be repeated; without the list of the attempt all of them were done. */
  private void publish(Manifest manifest) throws IOException {
    Attempt attempt = new Attempt(writer.job(), manifest.attempt());
    if (!storage.exists(attempt.list())) {
      return;
    }
    int part = 0;
    for (StagedFile file : manifest.files()) {
      String staged = attempt.folder() + "/" + file.staged();
      String published = file.published(writer.job(), manifest.number(), part++);
      if (storage.exists(staged)) {
        storage.move(staged, published);
        steps.reached("moved");
      } else if (!storage.exists(published)) {
        refuseLost(attempt, published);
      }
    }
    storage.delete(attempt.list());
    storage.delete(attempt.folder());
    steps.reached("published");
  }

  private void refuseLost(Attempt attempt, String file) throws IOException {
    if (storage.exists(attempt.list())) {
      throw new EngineException(
          "file-lost", "file " + file + " was deleted before it had its name");
    }
  }

  private Optional<Manifest> newest() throws IOException {
    if (newest == 0) {
      newest = numbers().stream().mapToLong(number -> number).max().orElse(0);
    }
    Optional<byte[]> last = newest == 0 ? Optional.empty() : storage.read(name(newest));
    Optional<byte[]> next = storage.read(name(newest + 1));
    while (next.isPresent()) {
      newest++;
      last = next;
      next = storage.read(name(newest + 1));
    }
    return last.isEmpty() ? Optional.empty() : Optional.of(Manifest.parse(last.get()));
  }

  private List<Long> numbers() throws IOException {
    return storage.list(FOLDER + "/" + writer.job()).stream()
        .filter(name -> name.matches("\\d{12}\\.json"))
        .map(name -> Long.valueOf(name.substring(0, 12)))
        .toList();
  }

  /** Old manifests, and attempts that another one has outrun. */
  private void forgetOld() throws IOException {
    Instant old = clock.instant().minus(KEPT);
    for (long number : numbers()) {
      Optional<byte[]> text = storage.read(name(number));
      boolean young = text.isEmpty() || !Manifest.parse(text.get()).written().isBefore(old);
      if (young || number == newest) {
        break;
      }
      storage.delete(name(number));
    }
    for (String attempt : storage.list(Attempt.folder(writer.job()))) {
      if (attempt.matches("\\d+-.*") && Attempt.number(attempt) <= newest) {
        storage.delete(Attempt.folder(writer.job()) + "/" + attempt);
      }
    }
  }

  private String name(long number) {
    return FOLDER + "/" + writer.job() + "/%012d.json".formatted(number);
  }
}
