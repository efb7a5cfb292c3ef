package dev.tidemill.engine.submit;

import dev.tidemill.engine.files.Places;
import dev.tidemill.engine.files.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;

/** A file at an address: on this machine's disk or in S3. */
record RemoteFile(String address, Storage folder, String name) {

  static RemoteFile at(String address, Configuration hadoop) {
    String absolute =
        Places.isRemote(address) ? address : Path.of(address).toAbsolutePath().toString();
    int slash = Math.max(absolute.lastIndexOf('/'), absolute.lastIndexOf('\\'));
    return new RemoteFile(
        absolute, Storage.at(absolute.substring(0, slash), hadoop), absolute.substring(slash + 1));
  }

  byte[] read() throws IOException {
    return folder.read(name).orElseThrow(() -> new IOException("there is no file " + address));
  }

  /** Of a file's content, in hexadecimal digits. */
  static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
