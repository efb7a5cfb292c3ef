package dev.tidemill.model.check;

import dev.tidemill.model.Sql;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlList;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.resolve.ResolvedDefinition;
import dev.tidemill.model.value.IdKind;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parameters that nothing uses, and those that would use each other. */
final class ParameterCheck {

  private static final Pattern USE = Pattern.compile("\\$\\{([a-z][A-Za-z0-9]*)}");

  private final ResolvedDefinition definition;
  private final Set<String> used = new HashSet<>();

  ParameterCheck(ResolvedDefinition definition) {
    this.definition = definition;
  }

  void check() {
    nested();
    if (!definition.text().broken().isEmpty()) {
      return;
    }
    written(definition.text().root());
    inFiles(definition.root());
    definition
        .reading()
        .names()
        .of(IdKind.PARAMETER)
        .forEach(
            (name, position) -> {
              if (!used.contains(name)) {
                definition
                    .findings()
                    .warning(
                        "unused-parameter",
                        new At("parameters." + name, position, name),
                        "nothing uses the parameter '" + name + "'",
                        "write ${" + name + "} where it belongs, or leave it out");
              }
            });
  }

  /** A parameter's own text holds none: what it would mean depended on an order. */
  private void nested() {
    YamlNode block = definition.tree().value("parameters").orElse(null);
    if (!(block instanceof YamlMap parameters)) {
      return;
    }
    for (YamlMap.Entry entry : parameters.entries()) {
      YamlNode value =
          entry.value() instanceof YamlMap map ? map.value("default").orElse(map) : null;
      if (value instanceof YamlScalar scalar) {
        Matcher matcher = USE.matcher(scalar.text());
        while (matcher.find()) {
          if (definition.reading().names().of(IdKind.PARAMETER).containsKey(matcher.group(1))) {
            report(entry.name(), scalar, matcher);
          }
        }
      }
    }
  }

  private void report(String name, YamlScalar scalar, Matcher matcher) {
    definition
        .findings()
        .error(
            "misplaced-parameter",
            new At(
                "parameters." + name,
                scalar.position(matcher.start(), matcher.group().length()),
                matcher.group()),
            "the parameter '" + name + "' is made of another",
            "nothing nests: write both where they are used");
  }

  private void written(YamlNode node) {
    if (node instanceof YamlMap map) {
      map.entries().forEach(entry -> written(entry.value()));
    } else if (node instanceof YamlList list) {
      list.items().forEach(this::written);
    } else if (node instanceof YamlScalar scalar) {
      Matcher matcher = USE.matcher(scalar.text());
      while (matcher.find()) {
        used.add(matcher.group(1));
      }
    }
  }

  private void inFiles(Value value) {
    if (value instanceof Value.Fields fields) {
      fields.values().values().forEach(this::inFiles);
    } else if (value instanceof Value.Items items) {
      items.values().forEach(this::inFiles);
    } else if (value instanceof Value.Leaf leaf && leaf.value() instanceof Sql sql) {
      sql.placeholders().forEach(placeholder -> used.add(placeholder.name()));
    }
  }
}
