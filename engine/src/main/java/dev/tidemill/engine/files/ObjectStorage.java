package dev.tidemill.engine.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * Objects under a prefix of S3. A put with {@code If-None-Match: *} is S3's own put-if-absent:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
final class ObjectStorage implements Storage {

  private final Path root;
  private final Configuration hadoop;

  ObjectStorage(String root, Configuration hadoop) {
    this.root = new Path(root);
    this.hadoop = hadoop;
  }

  @Override
  public List<String> list(String folder) throws IOException {
    try {
      FileStatus[] found = files().listStatus(path(folder));
      return Stream.of(found).map(file -> file.getPath().getName()).sorted().toList();
    } catch (FileNotFoundException none) {
      return List.of();
    }
  }

  @Override
  public Optional<byte[]> read(String name) throws IOException {
    try (FSDataInputStream in = files().open(path(name))) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException none) {
      return Optional.empty();
    }
  }

  @Override
  public boolean putIfAbsent(String name, byte[] content) throws IOException {
    try {
      FSDataOutputStreamBuilder<?, ?> put = files().createFile(path(name)).recursive();
      put.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
      try (FSDataOutputStream out = put.build()) {
        out.write(content);
      }
      return true;
    } catch (IOException refused) {
      // It may be there by a put of ours whose answer was lost: what is there decides.
      byte[] there = read(name).orElseThrow(() -> refused);
      return Arrays.equals(there, content);
    }
  }

  @Override
  public boolean exists(String name) throws IOException {
    return files().exists(path(name));
  }

  /** S3 copies, then deletes. After a crash in between both are there, and alike. */
  @Override
  public void move(String from, String to) throws IOException {
    if (files().exists(path(to))) {
      files().delete(path(from), false);
    } else if (!files().rename(path(from), path(to)) && !files().exists(path(to))) {
      throw new IOException("Not moved: " + path(from) + " to " + path(to));
    }
  }

  @Override
  public void delete(String name) throws IOException {
    files().delete(path(name), true);
  }

  private Path path(String name) {
    return name.isEmpty() ? root : new Path(root, name);
  }

  private FileSystem files() throws IOException {
    return FileSystem.get(URI.create(root.toUri().toString()), hadoop);
  }
}
