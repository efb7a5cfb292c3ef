package dev.tidemill.engine.commit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Up to where a target holds a job's rows.
 *
 * @param at what is read ({@code stream:TOPIC}, {@code files:PATH}), and up to where
 * @param batch the number of the batch that ends here; 0 is the start position
 * @param start of the window of that batch
 * @param end of the window of that batch, cut to microseconds as SQL sees it
 */
public record Bookmark(
    SortedMap<String, SourcePosition> at, long batch, Instant start, Instant end) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  public Bookmark(
      Map<String, ? extends SourcePosition> at, long batch, Instant start, Instant end) {
    this(new TreeMap<>(at), batch, start, end);
  }

  public Bookmark {
    at = Collections.unmodifiableSortedMap(new TreeMap<>(at));
    start = start.truncatedTo(ChronoUnit.MICROS);
    end = end.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * The end of a batch after two of one number, as far as the further of both in each source.
   *
   * @throws IllegalArgumentException if a topic was created again between them
   */
  public Bookmark beyond(Bookmark other) {
    Map<String, SourcePosition> further = new TreeMap<>(at);
    other.at.forEach(
        (source, position) -> further.merge(source, position, SourcePosition::orLater));
    return new Bookmark(further, batch + 1, start, end.isAfter(other.end) ? end : other.end);
  }

  /** The name of a topic in {@link #at}. */
  public static String stream(String topic) {
    return "stream:" + topic;
  }

  /** The name of a folder in {@link #at}. */
  public static String files(String path) {
    return "files:" + path;
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Bookmark parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      Map<String, SourcePosition> at = new TreeMap<>();
      json.required("at")
          .properties()
          .forEach(entry -> at.put(entry.getKey(), position(entry.getValue())));
      return new Bookmark(
          at,
          json.required("batch").asLong(),
          Instant.parse(json.required("start").asText()),
          Instant.parse(json.required("end").asText()));
    } catch (JsonProcessingException | RuntimeException broken) {
      throw new IllegalArgumentException("Not a bookmark: " + text, broken);
    }
  }

  /** The one text of this bookmark: JSON without blanks, keys sorted as text at each level. */
  public String text() {
    SortedMap<String, Object> places = new TreeMap<>();
    at.forEach((source, position) -> places.put(source, json(position)));
    SortedMap<String, Object> json = new TreeMap<>();
    json.put("at", places);
    json.put("batch", batch);
    json.put("start", start.toString());
    json.put("end", end.toString());
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object json(SourcePosition position) {
    if (position instanceof FilesPosition files) {
      return files.range();
    }
    StreamPosition stream = (StreamPosition) position;
    SortedMap<String, Object> offsets = new TreeMap<>();
    stream.offsets().forEach((partition, offset) -> offsets.put(partition.toString(), offset));
    SortedMap<String, Object> json = new TreeMap<>();
    json.put("offsets", offsets);
    json.put("topicId", stream.topicId());
    return json;
  }

  private static SourcePosition position(JsonNode json) {
    if (json.isIntegralNumber()) {
      return new FilesPosition(json.asLong());
    }
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    json.required("offsets")
        .properties()
        .forEach(entry -> offsets.put(Integer.valueOf(entry.getKey()), entry.getValue().asLong()));
    return new StreamPosition(json.required("topicId").asText(), offsets);
  }
}
