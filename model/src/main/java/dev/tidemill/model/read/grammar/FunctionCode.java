package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A handler is in some code, and something runs it. */
final class FunctionCode {

  private static final Pattern JAVA_HANDLER =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.]*(::[\\p{L}_$][\\p{L}\\p{N}_$]*)?");

  private FunctionCode() {}

  static void check(Value.Fields function, Place place, Reading reading) {
    Optional<String> runtime = function.text("runtime");
    boolean java = runtime.map(name -> name.startsWith("java")).orElse(true);
    if (!function.isGiven("code")) {
      noCode(function, place, reading, java);
    }
    if (java) {
      handler(function, place, reading.findings());
    } else {
      otherLanguage(function, place, reading.findings(), runtime.orElseThrow());
    }
  }

  private static void noCode(Value.Fields function, Place place, Reading reading, boolean java) {
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
            java
                ? "add the jar that holds "
                    + handler.map(name -> name.replaceAll("::.*", "")).orElse("its class")
                    + ", for example code: "
                    + jar
                : "add the file or the folder that holds it, for example code: app");
  }

  private static void handler(Value.Fields function, Place place, Findings findings) {
    Optional<String> handler = function.text("handler");
    if (handler.isPresent() && !JAVA_HANDLER.matcher(handler.get()).matches()) {
      findings.error(
          "bad-name",
          at(function, place, "handler"),
          "handler: '" + Words.cut(handler.get()) + "' is not a class or class::method",
          "write for example com.example.PutUser");
    }
  }

  private static void otherLanguage(
      Value.Fields function, Place place, Findings findings, String runtime) {
    if (!function.isGiven("command")) {
      findings.error(
          "missing-key",
          at(function, place, "runtime"),
          place.label() + " has the runtime " + runtime + " but no command",
          "add what starts it here, for example command: "
              + (runtime.startsWith("node") ? "node app/main.js" : "python3 app/main.py"));
    }
    if (function.isGiven("executionLog")) {
      findings.warning(
          "no-effect",
          at(function, place, "executionLog"),
          "only handlers in Java leave execution records, " + place.label() + " leaves none",
          "send them from its code, or leave executionLog out");
    }
  }

  private static At at(Value.Fields function, Place place, String key) {
    String path = place.path() + "." + key;
    return function
        .get(key)
        .map(value -> new At(path, value.position(), function.text(key).orElse("")))
        .orElseGet(place::at);
  }
}
