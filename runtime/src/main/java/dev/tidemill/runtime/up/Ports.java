package dev.tidemill.runtime.up;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * The ports that the servers of a folder had last: at the next start they get the same again, so
 * that a user's own tools need not be told another address.
 *
 * <p>A new one is taken from below the ports that systems give to outgoing connections (Linux: from
 * 32768). Else any connection of any program, made while the server is down for a moment, could
 * hold its port, also that of a client which looks for the server itself.
 */
record Ports(Path folder) {

  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int TRIES = 100;

  /** The last port of a server, else a free one; 0, any at all, if none is found. */
  int of(String server) {
    try {
      return Integer.parseInt(Files.readString(file(server)).strip());
    } catch (IOException | NumberFormatException none) {
      return free();
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

  /** A port that is free now; 0 if none is found. */
  static int free() {
    Random random = new Random();
    for (int i = 0; i < TRIES; i++) {
      int port = random.nextInt(FIRST, END);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException taken) {
        // The next one.
      }
    }
    return 0;
  }

  private Path file(String server) {
    return folder.resolve(server + ".port");
  }
}
