package dev.tidemill.engine.files;

import dev.tidemill.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * What lies in a folder and below, or fits a pattern of paths. Names that begin with {@code _} or
 * {@code .} are hidden, as for Spark and Athena.
 */
public final class FolderListing {

  private final java.nio.file.Path base;
  private final String place;
  private final Configuration hadoop;

  /**
   * A listing that can be repeated.
   *
   * @param base the folder of the definition
   * @param path as the definition has it; {@code * ? [ ] { }} make it a pattern
   */
  public FolderListing(java.nio.file.Path base, String path, Configuration hadoop) {
    this.base = base;
    this.place = Places.absolute(base, path);
    this.hadoop = hadoop;
  }

  /**
   * All files, sorted by path.
   *
   * @throws EngineException {@code [no-folder]} if it is a folder on a disk that is not there
   */
  public List<FoundFile> files() {
    try {
      List<FoundFile> found = new ArrayList<>();
      FileSystem system = Places.hadoop(place).getFileSystem(hadoop);
      for (FileStatus root : roots(system)) {
        if (root.isFile()) {
          found.add(found(root));
        } else {
          below(system, root.getPath(), found);
        }
      }
      found.sort(Comparator.comparing(FoundFile::path));
      return found;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<FileStatus> roots(FileSystem system) throws IOException {
    FileStatus[] roots = system.globStatus(Places.hadoop(place));
    if (roots != null) {
      String fixed = place.replaceAll("[*?\\[{].*", "");
      return List.of(roots).stream().filter(root -> !isHidden(root.getPath(), fixed)).toList();
    }
    if (Places.isRemote(place)) {
      return List.of();
    }
    throw new EngineException("no-folder", "there is no folder " + place + ": create it");
  }

  private void below(FileSystem system, Path folder, List<FoundFile> found) throws IOException {
    RemoteIterator<LocatedFileStatus> files = system.listFiles(folder, true);
    String prefix = folder.toUri().getPath();
    while (files.hasNext()) {
      LocatedFileStatus file = files.next();
      if (file.isFile() && !isHidden(file.getPath(), prefix)) {
        found.add(found(file));
      }
    }
  }

  /** Whether a name below a folder is hidden; those above it were chosen by the user. */
  private static boolean isHidden(Path file, String folder) {
    String path = file.toUri().getPath();
    String rest = path.startsWith(folder) ? path.substring(folder.length()) : file.getName();
    for (String name : rest.split("/", -1)) {
      if (name.startsWith("_") || name.startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private FoundFile found(FileStatus file) {
    Instant modified = Instant.ofEpochMilli(file.getModificationTime());
    return new FoundFile(
        Places.name(base, Places.text(file.getPath())),
        file.getLen(),
        // Some stores list milliseconds and, asked for one object, say seconds.
        Places.isRemote(place) ? modified.truncatedTo(ChronoUnit.SECONDS) : modified);
  }

  /** Whether a file is still the one that was found. */
  public boolean isThere(FoundFile file) {
    Path path = Places.hadoop(Places.absolute(base, file.path()));
    try {
      return found(path.getFileSystem(hadoop).getFileStatus(path)).equals(file);
    } catch (java.io.FileNotFoundException gone) {
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
