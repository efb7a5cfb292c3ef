package dev.tidemill.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Spark SQL as written. A parameter in it is bound as a typed literal, never pasted into the text.
 *
 * @param text with every <code>${name}</code> still in place
 * @param position of the text in the definition, or of the path of its file
 * @param file where the text stands, if that is not the definition
 */
public record Sql(
    String text, List<Placeholder> placeholders, Position position, Optional<Path> file) {

  public Sql {
    placeholders = List.copyOf(placeholders);
  }

  /**
   * One <code>${name}</code> in the text.
   *
   * @param start offset of the {@code $} in chars
   * @param end offset after the closing brace
   * @param value {@code String}, {@code Long}, {@code Double}, {@code Boolean}, {@code Duration},
   *     {@code DataSize} or {@code Instant}; empty for {@code batch.start}, {@code batch.end} and
   *     {@code batch.id}, which each batch has its own of
   */
  public record Placeholder(int start, int end, String name, Optional<Object> value) {}
}
