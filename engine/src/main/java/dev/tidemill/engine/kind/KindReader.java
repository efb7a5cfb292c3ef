package dev.tidemill.engine.kind;

import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKind;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the description of a kind from a record's annotations. */
public final class KindReader {

  private KindReader() {}

  /**
   * The kind that a record describes.
   *
   * @throws IllegalArgumentException if the record or one of its components is not annotated
   */
  public static NodeKind read(Class<? extends Record> type) {
    Kind kind = type.getAnnotation(Kind.class);
    if (kind == null) {
      throw new IllegalArgumentException("No @Kind on " + type.getName());
    }
    List<NodeKind.Field> fields =
        Arrays.stream(type.getRecordComponents()).map(KindReader::field).toList();
    return new NodeKind(
        kind.role(),
        kind.name(),
        kind.slice(),
        kind.inputs(),
        kind.role() == Node.Role.TARGET ? NodeKind.Outputs.NONE : NodeKind.Outputs.ONE,
        fields,
        kind.description());
  }

  private static NodeKind.Field field(RecordComponent component) {
    Field field = component.getAnnotation(Field.class);
    if (field == null) {
      throw new IllegalArgumentException(
          "No @Field on " + component.getDeclaringRecord().getName() + "." + component.getName());
    }
    return new NodeKind.Field(
        component.getName(),
        field.type(),
        field.required(),
        field.slice(),
        field.defaultText().isEmpty() ? Optional.empty() : Optional.of(field.defaultText()),
        List.of(field.words()),
        field.description());
  }
}
