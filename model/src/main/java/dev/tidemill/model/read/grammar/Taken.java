package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Outside;
import dev.tidemill.model.Position;
import java.util.Map;
import java.util.TreeMap;

/** Takes down what a definition needs from outside while it is read. */
public final class Taken {

  private final Map<String, String> variables = new TreeMap<>();
  private final Map<String, Position> files = new TreeMap<>();

  void variable(String name, String value) {
    variables.put(name, value);
  }

  void file(String path, Position written) {
    files.putIfAbsent(path, written);
  }

  /** All so far. */
  public Outside outside() {
    return new Outside(variables, files);
  }
}
