package dev.tidemill.engine.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What several targets of a job have in common, to be computed once a batch for all of them.
 *
 * @param columns by node, those that anything behind it refers to
 */
public record Shared(Map<String, List<String>> columns) {

  /** Of a job with one target. */
  public static final Shared NOTHING = new Shared(Map.of());

  public Shared {
    columns = new LinkedHashMap<>(columns);
  }
}
