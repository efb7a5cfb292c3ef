package dev.tidemill.aws.plan;

import dev.tidemill.model.Node;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder in a bucket.
 *
 * @param prefix without a slash at either end; empty for the whole bucket
 */
record S3Path(String bucket, String prefix) {

  private static final Pattern ADDRESS = Pattern.compile("s3a?://([^/]+)/?(.*?)/?");

  /** The folder that a node reads or writes; empty for other kinds, and for paths elsewhere. */
  static Optional<S3Path> of(Node node) {
    return text(node).flatMap(S3Path::parse);
  }

  /** The path of a node that reads or writes files. */
  static Optional<String> text(Node node) {
    return node.kind().equals("files")
        ? Optional.ofNullable(node.fields().get("path")).map(Object::toString)
        : Optional.empty();
  }

  static Optional<S3Path> parse(String path) {
    Matcher address = ADDRESS.matcher(path);
    return address.matches()
        ? Optional.of(new S3Path(address.group(1), address.group(2)))
        : Optional.empty();
  }

  /** All objects in it, as a policy names them. */
  String objects() {
    return bucket + "/" + (prefix.isEmpty() ? "*" : prefix + "/*");
  }
}
