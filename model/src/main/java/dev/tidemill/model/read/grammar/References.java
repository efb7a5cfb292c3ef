package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Interpolation;
import dev.tidemill.model.value.Parsed;
import dev.tidemill.model.value.Part;
import dev.tidemill.model.value.Part.Literal;
import dev.tidemill.model.value.Part.Reference;
import dev.tidemill.model.value.Suggest;
import java.util.List;
import java.util.Optional;

/** Finds out what each <code>${…}</code> in a value stands for. */
final class References {

  /** What may stand in a value besides parameters. */
  enum Also {
    NOTHING,
    SECRETS,
    BATCH
  }

  private final Reading reading;
  private final String path;
  private final YamlScalar scalar;

  References(Reading reading, String path, YamlScalar scalar) {
    this.reading = reading;
    this.path = path;
    this.scalar = scalar;
  }

  /** The parts of the text; empty if it is malformed, which is reported. */
  Optional<List<Part>> parts() {
    Parsed<List<Part>> parsed = Interpolation.split(scalar.text());
    parsed.problem().ifPresent(problem -> reading.findings().problem(path, scalar, problem));
    return parsed.value();
  }

  /** The text with all filled in; empty if a part has no value, or has one only in the whole. */
  Optional<String> text() {
    Optional<List<Part>> parts = parts();
    StringBuilder text = new StringBuilder();
    boolean known = parts.isPresent();
    for (Part part : parts.orElse(List.of())) {
      if (part instanceof Literal literal) {
        text.append(literal.text());
      } else {
        Optional<Object> value = value((Reference) part, Also.NOTHING);
        value.ifPresent(each -> text.append(Scope.text(each)));
        known &= value.isPresent();
      }
    }
    return known ? Optional.of(text.toString()) : Optional.empty();
  }

  /** Whether it is one of a batch's own values. */
  static boolean isBatch(Reference reference) {
    return reference.name().startsWith("batch.");
  }

  /** The value of a reference; what is wrong with it is reported. */
  Optional<Object> value(Reference reference, Also also) {
    if (reference.secret().isPresent() || isBatch(reference)) {
      misplaced(reference, also);
      return Optional.empty();
    }
    if (reference.environment().isPresent()) {
      return environment(reference);
    }
    return switch (reference.name()) {
      case "pipeline" -> Optional.<Object>of(reading.scope().pipeline());
      case "stage" -> Optional.<Object>of(reading.scope().stage()).filter(s -> reading.whole());
      case "region" -> region(reference);
      default -> parameter(reference);
    };
  }

  private void misplaced(Reference reference, Also also) {
    if (isBatch(reference) && also != Also.BATCH) {
      error(
          "misplaced-parameter",
          reference,
          written(reference) + " stands outside the SQL of a job",
          "only a batch has one");
    } else if (reference.secret().isPresent() && also != Also.SECRETS) {
      error(
          "misplaced-secret",
          reference,
          "a secret stands where it could be seen",
          "secrets go into passwords, keys, salt and environment only");
    }
  }

  private Optional<Object> environment(Reference reference) {
    if (!reading.whole()) {
      return Optional.empty();
    }
    String name = reference.environment().orElseThrow();
    Optional<String> found = Optional.ofNullable(reading.scope().environment().apply(name));
    found.ifPresent(text -> reading.taken().variable(name, text));
    Optional<Object> value = found.<Object>map(text -> text).or(reference::fallback);
    if (value.isEmpty()) {
      error(
          "parameter-unset",
          reference,
          "the environment has no variable " + name,
          "set it, or write ${env:" + name + ":-default}");
    }
    return value;
  }

  private Optional<Object> region(Reference reference) {
    if (reading.whole() && reading.scope().region().isEmpty()) {
      error(
          "parameter-unset",
          reference,
          "stage " + reading.scope().stage() + " has no region",
          "give aws: { region: … }");
    }
    return reading.scope().region().filter(each -> reading.whole()).map(each -> each);
  }

  private Optional<Object> parameter(Reference reference) {
    String name = reference.name();
    if (reading.names().of(IdKind.PARAMETER).containsKey(name)) {
      return Optional.ofNullable(reading.scope().parameters().get(name))
          .filter(value -> reading.whole());
    }
    if (!reading.names().isHidden(IdKind.PARAMETER)) {
      String hint =
          Suggest.nearest(name, reading.names().of(IdKind.PARAMETER).keySet())
              .map(near -> "did you mean ${" + near + "}?")
              .orElse("declare it at the top: parameters: { " + name + ": 0 }");
      error("unknown-parameter", reference, "no parameter '" + name + "'", hint);
    }
    return Optional.empty();
  }

  static String written(Reference reference) {
    return "${" + reference.name() + "}";
  }

  private void error(String code, Reference reference, String message, String hint) {
    Position position = scalar.position(reference.start(), reference.end() - reference.start());
    reading.findings().error(code, new At(path, position, written(reference)), message, hint);
  }
}
