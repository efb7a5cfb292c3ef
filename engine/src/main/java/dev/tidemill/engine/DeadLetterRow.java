package dev.tidemill.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * A message of a stream that could not be decoded.
 *
 * @param id {@code TOPIC/PARTITION/OFFSET}
 * @param reason as {@code docs/definition.md} lists them: {@code wrong-type}
 * @param detail a sentence; empty text where the reason says all
 */
public record DeadLetterRow(
    String id, String reason, String detail, Instant foundAt, Optional<Instant> redrivenAt) {}
