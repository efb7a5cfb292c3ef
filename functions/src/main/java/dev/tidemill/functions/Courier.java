package dev.tidemill.functions;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/**
 * One producer, and the thread that hands events to it. The producer itself may block longer than
 * an invocation has left, while it looks for the broker or its buffer is full: here the caller
 * waits no longer than its deadline.
 */
final class Courier implements Runnable {
  private static final int WAITING = 64;

  private record Failure(StreamAddress stream, Exception cause) {}

  private final BlockingQueue<Runnable> work = new ArrayBlockingQueue<>(WAITING);
  private final Producer<byte[], byte[]> producer;
  private final Thread thread = new Thread(this, "tidemill-streams");
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger delivered = new AtomicInteger();
  private volatile Failure firstFailure;
  private volatile boolean abandoned;

  private Courier(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  static Courier start(Producer<byte[], byte[]> producer) {
    Courier courier = new Courier(producer);
    courier.thread.setDaemon(true);
    courier.thread.start();
    return courier;
  }

  void send(StreamAddress stream, ProducerRecord<byte[], byte[]> message, Deadline deadline) {
    sent.incrementAndGet();
    try {
      offer(() -> hand(stream, message), deadline);
    } catch (DeliveryException e) {
      // Even where the handler goes on without this event, the invocation has failed.
      settle(stream, e);
      throw e;
    }
  }

  boolean failed() {
    return firstFailure != null;
  }

  boolean pending() {
    return sent.get() > 0;
  }

  void flush(Deadline deadline) {
    CompletableFuture<Void> flushed = new CompletableFuture<>();
    offer(
        () -> {
          producer.flush();
          flushed.complete(null);
        },
        deadline);
    try {
      flushed.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw undelivered(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw undelivered(e);
    }
    if (firstFailure != null) {
      throw undelivered(firstFailure.cause());
    }
    sent.set(0);
    delivered.set(0);
  }

  /** Drops what is still waiting. */
  void abandon() {
    abandoned = true;
    thread.interrupt();
  }

  @Override
  public void run() {
    try {
      while (!abandoned) {
        work.take().run();
      }
    } catch (InterruptedException | InterruptException e) {
      // Only abandon() interrupts this thread.
    } finally {
      Thread.interrupted();
      producer.close(Duration.ZERO);
    }
  }

  private void offer(Runnable task, Deadline deadline) {
    long remaining = deadline.remainingMillis();
    try {
      if (remaining == 0 || !work.offer(task, remaining, TimeUnit.MILLISECONDS)) {
        throw undelivered(new TimeoutException());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw undelivered(e);
    }
  }

  private void hand(StreamAddress stream, ProducerRecord<byte[], byte[]> message) {
    try {
      Future<RecordMetadata> unused =
          producer.send(message, (metadata, failure) -> settle(stream, failure));
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      settle(stream, e);
    }
  }

  private void settle(StreamAddress stream, Exception failure) {
    if (failure == null) {
      delivered.incrementAndGet();
    } else if (firstFailure == null) {
      firstFailure = new Failure(stream, failure);
    }
  }

  private DeliveryException undelivered(Exception cause) {
    if (cause instanceof DeliveryException known) {
      return known;
    }
    int events = sent.get();
    Failure failure = firstFailure;
    String where = failure == null ? "" : " to stream '" + failure.stream().id() + "'";
    Exception reason = failure == null ? cause : failure.cause();
    return new DeliveryException(
        "%d of %d events were not delivered%s: %s"
            .formatted(events - delivered.get(), events, where, text(reason)),
        reason);
  }

  private static String text(Exception reason) {
    if (reason instanceof TimeoutException) {
      return "the invocation's time is over and the broker has not answered";
    }
    if (reason instanceof InterruptedException) {
      return "the thread was interrupted";
    }
    if (reason instanceof RecordTooLargeException) {
      return "the event is larger than the stream takes (maxMessage): " + reason.getMessage();
    }
    if (reason instanceof SslAuthenticationException && reason.getCause() != null) {
      // Kafka's own text says where it failed, Java's below it why.
      return reason.getMessage() + ": " + reason.getCause().getMessage();
    }
    return reason.getMessage() == null ? reason.getClass().getName() : reason.getMessage();
  }
}
