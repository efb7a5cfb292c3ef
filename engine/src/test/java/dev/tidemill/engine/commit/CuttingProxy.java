package dev.tidemill.engine.commit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes bytes on to a server, and once cuts a connection after a request has been carried out. */
final class CuttingProxy implements AutoCloseable {

  private static final int NEVER = Integer.MAX_VALUE;

  private final int server;
  private final ServerSocket listener;
  private final AtomicInteger untilCut = new AtomicInteger(NEVER);
  private volatile Runnable onCut = () -> {};

  CuttingProxy(int server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /**
   * The answer to the n-th request from now on is lost, counting from 1.
   *
   * @param meanwhile done after the request was carried out and before the client learns of it
   */
  void cutAnswer(int n, Runnable meanwhile) {
    onCut = meanwhile;
    untilCut.set(n);
  }

  /** Whether it has cut since it was told to; from now on it does not. */
  boolean hasCut() {
    return untilCut.getAndSet(NEVER) <= 0;
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
      daemon(() -> requests(client, upstream));
    }
  }

  /** One request is one chunk: the clients of databases flush when they wait for an answer. */
  private void requests(Socket client, Socket upstream) throws IOException {
    try (client;
        upstream) {
      AtomicInteger answers = new AtomicInteger();
      Object answered = new Object();
      boolean[] cut = {false};
      daemon(() -> answers(client, upstream, answers, answered, cut));
      byte[] buffer = new byte[65536];
      InputStream in = client.getInputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        boolean last = untilCut.get() != NEVER && untilCut.decrementAndGet() == 0;
        synchronized (answered) {
          int before = answers.get();
          cut[0] = last;
          upstream.getOutputStream().write(buffer, 0, n);
          while (last && answers.get() == before) {
            answered.wait(2_000);
            before = -1;
          }
        }
        if (last) {
          onCut.run();
          return;
        }
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answers(
      Socket client, Socket upstream, AtomicInteger answers, Object answered, boolean[] cut)
      throws IOException {
    byte[] buffer = new byte[65536];
    InputStream in = upstream.getInputStream();
    OutputStream out = client.getOutputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      synchronized (answered) {
        answers.incrementAndGet();
        answered.notifyAll();
        if (cut[0]) {
          return;
        }
      }
      out.write(buffer, 0, n);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // The other end sees it.
              }
            },
            "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
