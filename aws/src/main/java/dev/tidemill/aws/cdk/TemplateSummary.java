package dev.tidemill.aws.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What there is in a template. */
final class TemplateSummary {

  private TemplateSummary() {}

  /** The number of resources of each type. */
  static Map<String, Integer> of(Path template) {
    try {
      Map<String, Integer> counts = new TreeMap<>();
      for (JsonNode resource : new ObjectMapper().readTree(template.toFile()).get("Resources")) {
        counts.merge(resource.get("Type").asText(), 1, Integer::sum);
      }
      return counts;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
