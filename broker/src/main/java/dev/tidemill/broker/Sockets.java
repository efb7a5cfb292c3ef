package dev.tidemill.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The listening sockets, bound before Kafka is configured: so the configuration names real ports,
 * and nobody can take one in between.
 */
final class Sockets implements ServerSocketFactory {

  static final String HOST = "127.0.0.1";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Map<String, ServerSocketChannel> open = new ConcurrentHashMap<>();

  /**
   * Binds a socket for the listener.
   *
   * @param port 0 for any free one
   * @return the port
   * @throws BindException when the port is taken
   */
  int bind(String listener, int port) throws IOException {
    ServerSocketChannel socket = ServerSocketChannel.open();
    try {
      socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
    open.put(listener, socket);
    return socket.socket().getLocalPort();
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBuffer)
      throws IOException {
    ServerSocketChannel socket = open.remove(listener);
    if (socket == null) {
      throw new IOException("no socket is bound for listener " + listener);
    }
    socket.configureBlocking(false);
    return socket;
  }
}
