package dev.tidemill.runtime.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The ports that the servers of a folder had last: at the next start they get the same again, so
 * that a user's own tools need not be told another address.
 */
record Ports(Path folder) {

  /** The last port of a server; 0 if there is none. */
  int last(String server) {
    try {
      return Integer.parseInt(Files.readString(file(server)).strip());
    } catch (IOException | NumberFormatException none) {
      return 0;
    }
  }

  /** Notes it; a port that cannot be noted is only not kept. */
  void note(String server, int port) {
    try {
      Files.createDirectories(folder);
      Files.writeString(file(server), port + "\n");
    } catch (IOException ignored) {
      // The next start takes another port.
    }
  }

  private Path file(String server) {
    return folder.resolve(server + ".port");
  }
}
