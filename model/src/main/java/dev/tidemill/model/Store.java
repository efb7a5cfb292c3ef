package dev.tidemill.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A key-value table of the functions: DynamoDB.
 *
 * @param indexes global secondary indexes of all attributes
 * @param ttl the attribute that holds an item's end, in seconds since 1970
 * @param samples NDJSON files, absolute
 */
public record Store(
    String id,
    Attribute partitionKey,
    Optional<Attribute> sortKey,
    Map<String, Index> indexes,
    Optional<String> ttl,
    List<Samples> samples,
    Position position) {

  /** A key attribute. */
  public record Attribute(String name, Type type) {}

  /** What a key attribute may be. */
  public enum Type {
    STRING,
    NUMBER,
    BINARY
  }

  /** A global secondary index. */
  public record Index(Attribute partitionKey, Optional<Attribute> sortKey) {}

  /** A file of items or messages, one a line. */
  public record Samples(Path file, Position position) {}
}
