package dev.tidemill.model.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What each code means, for {@code check --explain CODE}. */
public final class Explanations {

  private static final Map<String, String> ALL = load();

  private Explanations() {}

  /** A sentence or two about a code. */
  public static Optional<String> of(String code) {
    return Optional.ofNullable(ALL.get(code));
  }

  /** All codes with their explanations, by code. */
  public static Map<String, String> all() {
    return ALL;
  }

  private static Map<String, String> load() {
    try (InputStream in = Explanations.class.getResourceAsStream("explanations.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> all = new TreeMap<>();
      for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
        int colon = line.indexOf(": ");
        all.put(line.substring(0, colon), line.substring(colon + 2));
      }
      return Collections.unmodifiableMap(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
