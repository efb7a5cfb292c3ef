package dev.tidemill.functions;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * Sends events to one stream of the pipeline.
 *
 * <p>Sending does not wait: events leave in batches, and the invocation ends only when the broker
 * has acknowledged all of them. An event that cannot be delivered in the invocation's remaining
 * time fails the invocation. A function that is retried sends its events again.
 *
 * <p>An event is a {@code Map}, a record or a bean, written as JSON: names as they are, nulls left
 * out, {@code java.time} values in ISO 8601, {@code byte[]} members in base64, big decimals without
 * exponent. A {@code CharSequence} or a {@code byte[]} is taken as the finished JSON text and sent
 * as it is.
 *
 * <p>Thread-safe and cheap: make one in the handler's constructor. The connection to the broker is
 * made at the first send and shared by the whole process, since snapshots of one Lambda that were
 * restored with the same producer would lose messages
 * (https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html).
 */
public final class StreamClient {
  private final StreamAddress address;
  private final Deliveries deliveries;

  StreamClient(StreamAddress address, Deliveries deliveries) {
    this.address = address;
    this.deliveries = deliveries;
  }

  /**
   * The client of a stream that the function names under {@code uses} in pipeline.yaml.
   *
   * @throws IllegalStateException if the function was not told where that stream is
   */
  public static StreamClient named(String streamId) {
    return named(streamId, System.getenv(), Deliveries.ofProcess());
  }

  static StreamClient named(
      String streamId, Map<String, String> environment, Deliveries deliveries) {
    return new StreamClient(StreamAddress.of(streamId, environment), deliveries);
  }

  /**
   * Sends an event without a key; the stream's partitions take turns.
   *
   * @throws IllegalArgumentException if the event cannot be written as JSON
   * @throws DeliveryException if it is larger than a message may be, or the time is up
   */
  public void send(Object event) {
    send(null, event);
  }

  /**
   * Sends an event under a key: events of one key stay in their order.
   *
   * @param key null for none
   * @throws IllegalArgumentException if the event cannot be written as JSON
   * @throws DeliveryException if it is larger than a message may be, or the time is up
   */
  public void send(String key, Object event) {
    Objects.requireNonNull(event, () -> "An event for stream '" + address.id() + "' is null");
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    deliveries.send(address, keyBytes, Json.event(event));
  }
}
