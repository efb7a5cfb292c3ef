package dev.tidemill.aws.bill;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a rehearsal or a running pipeline showed. What it showed nothing of is in none of the maps:
 * no call is no measurement of zero.
 *
 * @param source where it was seen: {@code the kept rehearsal}
 * @param functions by id
 * @param streams by id
 * @param tables by id
 * @param jobs by id
 */
public record Measured(
    String source,
    Map<String, Calls> functions,
    Map<String, Messages> streams,
    Map<String, Rows> tables,
    Map<String, Batches> jobs) {

  /**
   * The calls of a function.
   *
   * @param calls one at least
   * @param mean time that would be billed
   * @param memoryMb the most that a call used
   * @param perSecond empty in a rehearsal, which sends its samples as fast as it can
   */
  public record Calls(long calls, Duration mean, OptionalLong memoryMb, OptionalDouble perSecond) {}

  /**
   * The messages of a stream.
   *
   * @param messages one at least
   * @param bytes of all of them, as the broker keeps them
   * @param perSecond as above
   */
  public record Messages(long messages, long bytes, OptionalDouble perSecond) {

    /** Bytes of one. */
    public double size() {
      return (double) bytes / messages;
    }
  }

  /**
   * What was written to a table.
   *
   * @param rows one at least
   * @param bytes of the files with them
   * @param bytesPerSecond as above
   */
  public record Rows(long rows, long bytes, OptionalDouble bytesPerSecond) {}

  /**
   * The batches of a job.
   *
   * @param batches one at least
   * @param mean time of one
   * @param run time of all batches of one run, on average; of a job without end, of all
   */
  public record Batches(long batches, Duration mean, Duration run) {}
}
