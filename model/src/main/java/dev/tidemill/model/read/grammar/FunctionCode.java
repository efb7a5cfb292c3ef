package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.Findings.At;
import java.util.Locale;
import java.util.Optional;

/** A handler is in some code. */
final class FunctionCode {

  private FunctionCode() {}

  static void check(Value.Fields function, Place place, Reading reading) {
    if (function.isGiven("code")) {
      return;
    }
    Optional<String> handler = function.text("handler");
    String jar = "target/" + reading.scope().pipeline().toLowerCase(Locale.ROOT) + ".jar";
    At at =
        function.isGiven("handler")
            ? new At(place.path(), function.keys().get("handler"), "")
            : place.at();
    reading
        .findings()
        .error(
            "missing-key",
            at,
            place.label()
                + (function.isGiven("handler") ? " has a handler but no code" : " has no code"),
            "add the jar that holds "
                + handler.map(name -> name.replaceAll("::.*", "")).orElse("its class")
                + ", for example code: "
                + jar);
  }
}
