package dev.tidemill.engine.files;

import java.nio.file.Path;

/** Paths of the definition as Hadoop and bookmarks name them. */
public final class Places {

  private Places() {}

  /** Whether a path is an address like {@code s3a://BUCKET/…}. */
  public static boolean isRemote(String path) {
    return path.contains("://");
  }

  /** Where a path of the definition is: absolute, or an address. */
  public static String absolute(Path folder, String path) {
    return isRemote(path) ? trimmed(path) : folder.resolve(path).normalize().toString();
  }

  /** A path as bookmarks have it: it stays the same where the whole pipeline is moved. */
  public static String name(Path folder, String path) {
    if (isRemote(path)) {
      return trimmed(path);
    }
    Path absolute = folder.resolve(path).normalize();
    Path base = folder.toAbsolutePath().normalize();
    Path named = absolute.startsWith(base) ? base.relativize(absolute) : absolute;
    return named.toString().replace('\\', '/');
  }

  /** A path for Hadoop and Spark; no character of it means more than itself. */
  public static org.apache.hadoop.fs.Path hadoop(String absolute) {
    return isRemote(absolute)
        ? new org.apache.hadoop.fs.Path(absolute)
        : new org.apache.hadoop.fs.Path("file", null, absolute);
  }

  /** The reverse of {@link #hadoop}. */
  static String text(org.apache.hadoop.fs.Path path) {
    boolean disk = "file".equals(path.toUri().getScheme());
    return disk ? path.toUri().getPath() : path.toString();
  }

  /** The name of what Spark calls by a URI. */
  public static String nameOfUri(Path folder, String uri) {
    return name(folder, text(new org.apache.hadoop.fs.Path(java.net.URI.create(uri))));
  }

  private static String trimmed(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
