package dev.tidemill.model.value;

import java.util.Optional;

/** A piece of a text with parameters in it. */
public sealed interface Part {

  /** Text as it is, <code>$${</code> already written as <code>${</code>. */
  record Literal(String text) implements Part {}

  /**
   * One <code>${…}</code>.
   *
   * @param name all between the braces: {@code minPrice}, {@code batch.start}, {@code
   *     env:NAME:-default}, {@code secret:name}
   * @param start offset of the {@code $} in the whole text, in chars
   * @param end offset after the closing brace
   */
  record Reference(String name, int start, int end) implements Part {

    private static final String ENVIRONMENT = "env:";
    private static final String SECRET = "secret:";
    private static final String FALLBACK = ":-";

    /** The environment variable, if it is one that is referred to. */
    public Optional<String> environment() {
      return after(ENVIRONMENT)
          .map(rest -> rest.contains(FALLBACK) ? rest.substring(0, rest.indexOf(FALLBACK)) : rest);
    }

    /** What to take where the environment variable is not set. */
    public Optional<String> fallback() {
      return after(ENVIRONMENT)
          .filter(rest -> rest.contains(FALLBACK))
          .map(rest -> rest.substring(rest.indexOf(FALLBACK) + FALLBACK.length()));
    }

    /** The secret, if it is one that is referred to. */
    public Optional<String> secret() {
      return after(SECRET);
    }

    private Optional<String> after(String prefix) {
      return name.startsWith(prefix)
          ? Optional.of(name.substring(prefix.length()))
          : Optional.empty();
    }
  }
}
