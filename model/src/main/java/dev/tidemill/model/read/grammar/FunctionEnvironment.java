package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import dev.tidemill.model.Template;
import dev.tidemill.model.read.yaml.Findings.At;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Lambda takes as environment (<a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">variables</a>).
 */
final class FunctionEnvironment {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]+");
  private static final List<String> RESERVED = List.of("AWS_", "LAMBDA_", "TIDEMILL_");
  private static final int MAXIMUM_BYTES = 4096;

  private FunctionEnvironment() {}

  static void check(Value.Fields function, Place place, Reading reading) {
    Value.Fields environment = function.fields("environment");
    String path = place.path() + ".environment";
    environment
        .keys()
        .forEach(
            (name, position) -> name(name, new At(path + "." + name, position, name), reading));
    environment.values().forEach((name, value) -> secret(name, value, path, reading));
    int bytes = bytes(environment);
    Position position = function.keys().getOrDefault("environment", place.position());
    if (bytes > MAXIMUM_BYTES) {
      reading
          .findings()
          .error(
              "out-of-range",
              new At(path, position, ""),
              place.label() + ": the environment has " + bytes + " bytes",
              "Lambda takes at most 4096: put it into a file beside the code");
    }
  }

  private static void name(String name, At at, Reading reading) {
    Optional<String> prefix = RESERVED.stream().filter(name::startsWith).findFirst();
    if (!NAME.matcher(name).matches()) {
      reading
          .findings()
          .error(
              "bad-name",
              at,
              "variable '" + Words.cut(name) + "' is no name for Lambda",
              "write letters, digits and '_', at least two, a letter first");
    } else if (prefix.isPresent()) {
      reading
          .findings()
          .error(
              "reserved-name",
              at,
              "variable '" + name + "' begins with '" + prefix.get() + "'",
              "these are set by Lambda and by Tidemill: write another name");
    }
  }

  private static void secret(String name, Value value, String path, Reading reading) {
    boolean secret =
        Values.leaf(value, Template.class)
            .map(each -> each.parts().stream().anyMatch(Template.Part.Secret.class::isInstance))
            .orElse(false);
    if (secret) {
      reading
          .findings()
          .warning(
              "visible-secret",
              new At(path + "." + name, value.position(), ""),
              "the secret in " + name + " can be read by whoever sees the function on AWS",
              "let the function ask for it when it needs it");
    }
  }

  private static int bytes(Value.Fields environment) {
    int bytes = 0;
    for (Map.Entry<String, Value> entry : environment.values().entrySet()) {
      String text = entry.getKey() + ((Value.Leaf) entry.getValue()).shown();
      bytes += text.getBytes(StandardCharsets.UTF_8).length;
    }
    return bytes;
  }
}
