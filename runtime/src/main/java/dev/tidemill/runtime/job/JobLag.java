package dev.tidemill.runtime.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a job is behind its streams.
 *
 * @param messages that are committed in the streams and not yet taken; empty: not known, or the job
 *     reads no stream
 * @param oldest the record time of the oldest of them; empty: there is none
 */
public record JobLag(OptionalLong messages, Optional<Instant> oldest) {

  /** Nothing is known. */
  public static final JobLag UNKNOWN = new JobLag(OptionalLong.empty(), Optional.empty());

  /** How old the oldest is; zero if there is none. */
  Optional<Duration> age(Instant now) {
    Duration age = oldest.map(record -> Duration.between(record, now)).orElse(Duration.ZERO);
    return messages.isPresent()
        ? Optional.of(age.isNegative() ? Duration.ZERO : age)
        : Optional.empty();
  }
}
