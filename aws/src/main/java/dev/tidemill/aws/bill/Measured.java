package dev.tidemill.aws.bill;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a rehearsal or a running pipeline showed.
 *
 * @param source where it was seen: {@code the kept rehearsal}
 * @param functions by id
 * @param streams by id
 */
public record Measured(String source, Map<String, Calls> functions, Map<String, Messages> streams) {

  /**
   * The calls of a function.
   *
   * @param mean time that would be billed
   * @param memoryMb the most that a call used
   * @param perSecond empty in a rehearsal, which sends its samples as fast as it can
   */
  public record Calls(long calls, Duration mean, OptionalLong memoryMb, OptionalDouble perSecond) {}

  /**
   * The messages of a stream.
   *
   * @param bytes of all of them, as the broker keeps them
   * @param perSecond as above
   */
  public record Messages(long messages, long bytes, OptionalDouble perSecond) {

    /** Bytes of one. */
    public double size() {
      return (double) bytes / messages;
    }
  }
}
