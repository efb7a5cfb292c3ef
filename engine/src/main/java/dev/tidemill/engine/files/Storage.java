package dev.tidemill.engine.files;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** A folder on a disk or under a prefix of S3. Names are relative to it, with {@code /}. */
public interface Storage {

  /** Below a folder: an absolute path, or {@code s3a://BUCKET/…}. */
  static Storage at(String folder, Configuration hadoop) {
    return Places.isRemote(folder)
        ? new ObjectStorage(folder, hadoop)
        : new DiskStorage(java.nio.file.Path.of(folder));
  }

  /** The names of what lies right in a folder; empty if there is no such folder. */
  List<String> list(String folder) throws IOException;

  /** The content of a file; empty if there is none. */
  Optional<byte[]> read(String name) throws IOException;

  /**
   * Makes a file with its whole content, unless there is one: of several who try, one succeeds.
   *
   * @return whether the file has this content now; false: another one was faster
   */
  boolean putIfAbsent(String name, byte[] content) throws IOException;

  /** Whether there is such a file or folder. */
  boolean exists(String name) throws IOException;

  /**
   * Gives a file another name; those that read the new name see the whole file. To be repeated
   * after a failure. Without the file nothing happens.
   */
  void move(String from, String to) throws IOException;

  /** Deletes a file, or a folder with all in it. */
  void delete(String name) throws IOException;
}
