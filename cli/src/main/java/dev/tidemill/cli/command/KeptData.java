package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.runtime.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The data that a query or the logs are read from: the newer of the stage's and the rehearsal's.
 *
 * @param name how to call it
 */
record KeptData(DataFolder folder, String name) {

  /** Database, table, and its data or metadata. */
  private static final int TABLE_DEPTH = 3;

  /**
   * Finds it.
   *
   * @param rehearsal whether only the rehearsal's will do
   */
  static KeptData find(Tidemill root, Definition definition, boolean rehearsal) {
    KeptData kept = new KeptData(definition.rehearsal(), "the kept rehearsal");
    KeptData stage = new KeptData(definition.stage(root.stage()), "stage " + root.stage());
    List<KeptData> candidates = rehearsal ? List.of(kept) : List.of(stage, kept);
    Optional<KeptData> newest =
        candidates.stream()
            .filter(data -> data.age().isPresent())
            .max(Comparator.comparing(data -> data.age().orElseThrow()));
    return newest.orElseThrow(
        () ->
            CommandException.wrong(
                "nothing to read in "
                    + Shown.path(definition.data())
                    + ": 'tidemill rehearse --keep' leaves its data"));
  }

  /**
   * When a table was last written, or a log begun; empty if there is neither. The catalog's own
   * file will not do, since whoever reads it touches it.
   */
  Optional<Instant> age() {
    return newest(folder.lake(), TABLE_DEPTH).or(() -> newest(folder.logs(), 1));
  }

  /** {@code reads the kept rehearsal of 2026-11-13T10:00:00Z, .tidemill/rehearsal}. */
  String sentence() {
    return "reads "
        + name
        + age().map(age -> " of " + age.truncatedTo(ChronoUnit.SECONDS)).orElse("")
        + ", "
        + Shown.path(folder.root());
  }

  private static Optional<Instant> newest(Path top, int depth) {
    if (!Files.isDirectory(top)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.walk(top, depth)) {
      return folders
          .filter(Files::isDirectory)
          .map(KeptData::changed)
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
