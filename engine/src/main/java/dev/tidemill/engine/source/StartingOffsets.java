package dev.tidemill.engine.source;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.admin.OffsetSpec;

/** Where a job begins that never ran: {@code earliest}, {@code latest} or an instant. */
public record StartingOffsets(OffsetSpec spec) {

  /** Reads the field of the node. */
  public static StartingOffsets parse(String text) {
    return new StartingOffsets(
        switch (text) {
          case "earliest" -> OffsetSpec.earliest();
          case "latest" -> OffsetSpec.latest();
          default -> OffsetSpec.forTimestamp(Instant.parse(text).toEpochMilli());
        });
  }

  /** An offset that Kafka answered with; none: there is no message as late as the instant. */
  Optional<Long> offset(long answer) {
    return answer < 0 ? Optional.empty() : Optional.of(answer);
  }
}
