package dev.tidemill.engine.files;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.commit.Writer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The numbered lists of the files that a job has read from one place. A list is written before its
 * batch, once, and never changed; so whoever takes the range again takes the same files.
 */
public final class RangeLists {

  /** Each so many lists one begins anew, so that the others need not be read. */
  private static final long ANEW = 100;

  private static final Duration OLD = Duration.ofDays(7);

  /** A file that is being written has a younger time. */
  public static final Duration SETTLED = Duration.ofSeconds(1);

  private static final Comparator<FoundFile> BY_PATH =
      Comparator.comparing(FoundFile::path).thenComparing(FoundFile::modified);

  private final Storage storage;
  private final String folder;
  private final String place;
  private final Clock clock;
  private final Map<Long, FileList> known = new HashMap<>();

  private RangeLists(Storage storage, String folder, String place, Clock clock) {
    this.storage = storage;
    this.folder = folder;
    this.place = place;
    this.clock = clock;
  }

  /** The lists of a job, in its pipeline's lake. */
  public static RangeLists of(Storage lake, Writer job, String place, Clock clock) {
    return new RangeLists(lake, folder(job, place), place, clock);
  }

  /** A job may read several places; each has its own numbers. */
  private static String folder(Writer job, String place) {
    return "_tidemill/ranges/" + job.id() + "/" + Writer.hash(place);
  }

  /** Takes the lists of another job over, which stay where they are, too. */
  public void adopt(Writer oldJob) {
    String from = folder(oldJob, place);
    try {
      for (String name : storage.list(from)) {
        storage.putIfAbsent(folder + "/" + name, storage.read(from + "/" + name).orElseThrow());
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * The files of the list after one: those that it was written with, by whomever; else those found
   * that no list has, of which it is made now.
   *
   * @param found what lies there
   * @return empty: nothing is new
   */
  public Optional<List<FoundFile>> after(long last, Supplier<List<FoundFile>> found) {
    Optional<FileList> written = find(last + 1);
    if (written.isPresent()) {
      return Optional.of(written.get().files());
    }
    Instant now = clock.instant();
    List<FileList> since = sinceAnew(last);
    Instant old = since.isEmpty() ? Instant.MIN : since.get(0).old();
    Set<FoundFile> seen = new HashSet<>();
    for (FileList list : since) {
      seen.addAll(list.files());
      list.seen().ifPresent(seen::addAll);
    }
    List<FoundFile> unseen =
        found.get().stream()
            .filter(file -> !seen.contains(file) && !file.modified().isBefore(old))
            .filter(file -> !file.modified().isAfter(now.minus(SETTLED)))
            .toList();
    return unseen.isEmpty()
        ? Optional.empty()
        : Optional.of(write(last + 1, list(last + 1, unseen, seen, now)).files());
  }

  /** The files of the lists after one, up to another. */
  public List<FoundFile> between(long from, long to) {
    List<FoundFile> files = new ArrayList<>();
    for (long number = from + 1; number <= to; number++) {
      files.addAll(get(number).files());
    }
    return files;
  }

  private FileList list(long number, List<FoundFile> files, Set<FoundFile> seen, Instant now) {
    if (number % ANEW != 0) {
      return new FileList(place, files, Optional.empty(), Instant.MIN);
    }
    Instant old = now.minus(OLD);
    List<FoundFile> kept =
        seen.stream().filter(file -> !file.modified().isBefore(old)).sorted(BY_PATH).toList();
    return new FileList(place, files, Optional.of(kept), old);
  }

  /** The lists up to a number, from the one that began anew. */
  private List<FileList> sinceAnew(long last) {
    long first = Math.max(1, last / ANEW * ANEW);
    known.keySet().removeIf(number -> number < first);
    List<FileList> lists = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      lists.add(get(number));
    }
    return lists;
  }

  private FileList get(long number) {
    return find(number)
        .orElseThrow(
            () ->
                new EngineException(
                    "no-range-list",
                    "the list %s is gone, so what was read from %s is not known"
                        .formatted(name(number), place.substring("files:".length()))));
  }

  private Optional<FileList> find(long number) {
    FileList list = known.get(number);
    if (list != null) {
      return Optional.of(list);
    }
    try {
      Optional<byte[]> text = storage.read(name(number));
      if (text.isPresent()) {
        known.put(number, FileList.parse(text.get()));
      }
      return Optional.ofNullable(known.get(number));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Another runner may be faster: then its list is the one. */
  private FileList write(long number, FileList list) {
    try {
      storage.putIfAbsent(name(number), list.json());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return get(number);
  }

  private String name(long number) {
    return folder + "/" + number + ".json";
  }
}
