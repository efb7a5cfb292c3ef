package dev.tidemill.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a definition takes from outside of its own text, and needs wherever it is read again.
 *
 * @param variables values of the environment's variables by name, without those that have none
 * @param files of SQL and certificates, as they are written, and where that is
 */
public record Outside(Map<String, String> variables, Map<String, Position> files) {

  public Outside {
    variables = Collections.unmodifiableMap(new TreeMap<>(variables));
    files = Collections.unmodifiableMap(new TreeMap<>(files));
  }
}
