package dev.tidemill.engine.kind;

import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKind;
import dev.tidemill.model.NodeKind.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A kind that is written down but not built: its description, field by field. */
final class Described {

  private static final int REST = 4;

  private final Node.Role role;
  private final String name;
  private final NodeKind.Inputs inputs;
  private final String description;
  private final List<NodeKind.Field> fields = new ArrayList<>();
  private NodeKind.Outputs outputs;

  private Described(Node.Role role, String name, NodeKind.Inputs inputs, String description) {
    this.role = role;
    this.name = name;
    this.inputs = inputs;
    this.description = description;
    this.outputs = role == Node.Role.TARGET ? NodeKind.Outputs.NONE : NodeKind.Outputs.ONE;
  }

  static Described source(String name, String description) {
    return new Described(Node.Role.SOURCE, name, NodeKind.Inputs.NONE, description);
  }

  static Described target(String name, String description) {
    return new Described(Node.Role.TARGET, name, NodeKind.Inputs.ONE, description);
  }

  static Described transform(String name, NodeKind.Inputs inputs, String description) {
    return new Described(Node.Role.TRANSFORM, name, inputs, description);
  }

  Described outputs(boolean itself, List<String> names) {
    outputs = new NodeKind.Outputs(itself, names, Optional.empty());
    return this;
  }

  Described outputsOf(String mapField, List<String> more) {
    outputs = new NodeKind.Outputs(false, more, Optional.of(mapField));
    return this;
  }

  Described required(String field, FieldType type, String text) {
    return add(field, type, true, Optional.empty(), List.of(), text);
  }

  Described optional(String field, FieldType type, String text) {
    return add(field, type, false, Optional.empty(), List.of(), text);
  }

  Described optional(String field, FieldType type, String defaultText, String text) {
    return add(field, type, false, Optional.of(defaultText), List.of(), text);
  }

  /** A word; the first of them is the default. */
  Described word(String field, String text, String... words) {
    return add(field, FieldType.WORD, false, Optional.of(words[0]), List.of(words), text);
  }

  private Described add(
      String field,
      FieldType type,
      boolean required,
      Optional<String> defaultText,
      List<String> words,
      String text) {
    fields.add(new NodeKind.Field(field, type, required, REST, defaultText, words, text));
    return this;
  }

  NodeKind kind() {
    return new NodeKind(role, name, REST, inputs, outputs, fields, description);
  }
}
