package dev.tidemill.runtime.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Sees when files change, by time and size. A change counts when two looks in a row see the same
 * new state: an editor or a build may still be writing.
 */
final class FileWatch {

  private final Supplier<Collection<Path>> files;
  private SortedMap<Path, String> known;
  private SortedMap<Path, String> lastSeen;

  /**
   * Takes the files as they are now.
   *
   * @param files asked at each look
   */
  FileWatch(Supplier<Collection<Path>> files) {
    this.files = files;
    this.known = states();
    this.lastSeen = known;
  }

  /** Whether the files have changed since the last time this was true. */
  boolean changed() {
    SortedMap<Path, String> now = states();
    boolean settled = now.equals(lastSeen);
    lastSeen = now;
    if (!settled || now.equals(known)) {
      return false;
    }
    known = now;
    return true;
  }

  private SortedMap<Path, String> states() {
    SortedMap<Path, String> states = new TreeMap<>();
    files.get().forEach(file -> states.put(file, state(file)));
    return states;
  }

  private static String state(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size();
    } catch (IOException missing) {
      return "";
    }
  }
}
