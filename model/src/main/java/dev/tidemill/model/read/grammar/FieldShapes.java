package dev.tidemill.model.read.grammar;

import dev.tidemill.model.NodeKind;
import dev.tidemill.model.value.IdKind;
import java.util.List;

/** The shapes of the fields of nodes. */
final class FieldShapes {

  private static final long LARGE = 999_999_999_999_999_999L;

  private FieldShapes() {}

  static Key key(NodeKind kind, NodeKind.Field field) {
    Shape shape = later(kind, field, shape(field));
    return new Key(
        field.name(),
        shape,
        field.required(),
        field.type() == NodeKind.FieldType.TYPED_COLUMNS,
        field.slice(),
        field.defaultText(),
        "add " + field.name() + ": …");
  }

  /** The words that work by now, where not all do: they carry no release step of their own. */
  private static Shape later(NodeKind kind, NodeKind.Field field, Shape shape) {
    return switch (kind.name() + "." + field.name()) {
      case "table.mode" -> new LaterWordShape(shape, List.of("append"), 4);
      case "files.format" -> new LaterWordShape(shape, List.of("json", "csv", "parquet"), 4);
      default -> shape;
    };
  }

  private static Shape shape(NodeKind.Field field) {
    return switch (field.type()) {
      case TEXT -> field.name().equals("salt") ? new TemplateShape(false) : Leaves.text();
      case PATH -> Leaves.text();
      case WORD -> Leaves.word(field.words());
      case WORDS -> new ListShape(Leaves.word(field.words()));
      case INTEGER -> Leaves.integer(0, LARGE);
      case NUMBER -> Leaves.number();
      case BOOLEAN -> Leaves.bool();
      case DURATION -> Leaves.duration();
      case SQL -> new SqlShape(true);
      case SQL_BY_NAME -> ByIdShape.of(IdKind.COLUMN, field.name(), new SqlShape(true));
      case COLUMN -> RawShape.column();
      case COLUMNS -> new ListShape(RawShape.column());
      case NAMES_BY_COLUMN -> ByIdShape.free("column", RawShape.column());
      case TYPED_COLUMNS -> new ColumnsShape();
      case STREAM -> RawShape.reference(IdKind.STREAM);
      case TABLE -> RawShape.reference(IdKind.TABLE);
      case STORE -> RawShape.reference(IdKind.STORE);
      case CONNECTION -> RawShape.reference(IdKind.CONNECTION);
      case START -> Leaves.start();
      case ANY -> new AnyShape();
    };
  }
}
