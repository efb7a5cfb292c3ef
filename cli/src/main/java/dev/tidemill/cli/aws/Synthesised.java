package dev.tidemill.cli.aws;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a synthesis made.
 *
 * @param assembly the folder of all its files
 * @param counts the number of resources of each type
 */
public record Synthesised(Path assembly, Path template, Map<String, Integer> counts) {

  /** The number of all resources. */
  public int resources() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
