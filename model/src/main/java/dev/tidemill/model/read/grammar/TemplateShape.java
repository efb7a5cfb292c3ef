package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Template;
import dev.tidemill.model.read.grammar.References.Also;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.Part;
import dev.tidemill.model.value.Part.Literal;
import dev.tidemill.model.value.Part.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text that may hold secrets; they are filled in where it is used.
 *
 * @param secret whether it is a secret itself, which does not stand in the file
 */
record TemplateShape(boolean secret) implements Shape {

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (!(node instanceof YamlScalar scalar)) {
      return reading.wrongType(node, place, "one value", "");
    }
    References references = new References(reading, place.path(), scalar);
    Optional<List<Part>> parts = references.parts();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    if (secret && parts.get().stream().allMatch(Literal.class::isInstance)) {
      reading
          .findings()
          .error(
              "plain-secret",
              new At(place.path(), scalar.position(), ""),
              place.label() + " stands in the file for all to read",
              "write \"${secret:name}\" and keep it out of the file");
      return Optional.empty();
    }
    return template(parts.get(), references)
        .map(template -> new Value.Leaf(template, shown(template), scalar.position()));
  }

  private static Optional<Template> template(List<Part> parts, References references) {
    List<Template.Part> done = new ArrayList<>();
    boolean known = true;
    for (Part part : parts) {
      if (part instanceof Literal literal) {
        done.add(new Template.Part.Literal(literal.text()));
        continue;
      }
      Reference reference = (Reference) part;
      Optional<Object> value = references.value(reference, Also.SECRETS);
      if (reference.secret().isPresent()) {
        done.add(new Template.Part.Secret(reference.secret().get()));
      } else {
        value.ifPresent(each -> done.add(new Template.Part.Literal(Scope.text(each))));
        known &= value.isPresent();
      }
    }
    return known ? Optional.of(new Template(done)) : Optional.empty();
  }

  private static String shown(Template template) {
    return template.parts().stream()
        .map(
            part ->
                part instanceof Template.Part.Literal literal
                    ? Scope.escaped(literal.text())
                    : new Template(List.of(part)).toString())
        .collect(Collectors.joining());
  }
}
