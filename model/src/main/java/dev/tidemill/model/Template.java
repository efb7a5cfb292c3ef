package dev.tidemill.model;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A text in which all but the secrets is filled in. Its {@code toString} shows no secret. */
public record Template(List<Part> parts) {

  public Template {
    parts = List.copyOf(parts);
  }

  /** A text without secrets. */
  public static Template of(String text) {
    return new Template(List.of(new Part.Literal(text)));
  }

  /** A piece of a template. */
  public sealed interface Part {
    /** Text as it is. */
    record Literal(String text) implements Part {}

    /** A secret, by name. */
    record Secret(String name) implements Part {}
  }

  /**
   * The text with the secrets in place.
   *
   * @param secrets from a secret's name to its value
   */
  public String render(UnaryOperator<String> secrets) {
    return parts.stream()
        .map(
            part ->
                part instanceof Part.Literal literal
                    ? literal.text()
                    : secrets.apply(((Part.Secret) part).name()))
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return render(name -> "${secret:" + name + "}");
  }
}
