package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Template;
import dev.tidemill.model.read.yaml.Findings.At;
import java.util.List;
import java.util.regex.Pattern;

/** Passwords that stand in the file. */
final class PlainSecrets {

  private static final Pattern IN_URL =
      Pattern.compile("(?i)[?&;]password=[^&;]|//[^/@:]*:[^/@]+@");

  private static final Pattern SECRET_PROPERTY =
      Pattern.compile("(?i).*(password|jaas\\.config|keystore\\.key|secret)");

  private PlainSecrets() {}

  /** The JDBC URL of the state may name a password, which is a secret then. */
  static void inState(Value.Fields runtime, Place place, Reading reading) {
    boolean plain =
        runtime
            .leaf("state", Template.class)
            .map(Template::parts)
            .map(PlainSecrets::hasPassword)
            .orElse(false);
    if (plain) {
      reading
          .findings()
          .warning(
              "plain-secret",
              new At(place.path() + ".state", runtime.get("state").orElseThrow().position(), ""),
              "the password of the state stands in the file for all to read",
              "write password=${secret:name} and keep it out of the file");
    }
  }

  private static boolean hasPassword(List<Template.Part> parts) {
    return parts.stream()
        .anyMatch(
            part ->
                part instanceof Template.Part.Literal literal
                    && IN_URL.matcher(literal.text()).find());
  }

  /** Whether a setting of Kafka's clients is a secret. */
  static boolean isSecret(String property) {
    return SECRET_PROPERTY.matcher(property).matches();
  }
}
