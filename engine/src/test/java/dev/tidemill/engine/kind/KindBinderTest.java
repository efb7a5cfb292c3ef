package dev.tidemill.engine.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKind.FieldType;
import dev.tidemill.model.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KindBinderTest {

  @Kind(name = "example", description = "For this test.")
  record Example(
      @Field(type = FieldType.TEXT, required = true, description = "a") String text,
      @Field(type = FieldType.INTEGER, defaultText = "1", description = "b") long number,
      @Field(type = FieldType.BOOLEAN, defaultText = "false", description = "c") boolean flag,
      @Field(type = FieldType.COLUMNS, description = "d") List<String> columns,
      @Field(type = FieldType.NAMES_BY_COLUMN, description = "e") Map<String, String> names,
      @Field(type = FieldType.TEXT, description = "f") Optional<String> maybe) {

    Example {
      if (text.isEmpty()) {
        throw new IllegalStateException("no text");
      }
    }
  }

  private static Node node(Map<String, Object> fields) {
    Position position = new Position(Path.of("pipeline.yaml"), 1, 1, 1, 2);
    return new Node("n", Node.Role.TRANSFORM, "example", Map.of(), fields, Map.of(), position);
  }

  @Test
  void givesEachComponentItsField() {
    Map<String, Object> fields =
        Map.of(
            "text",
            "t",
            "number",
            5L,
            "flag",
            true,
            "columns",
            List.of("a"),
            "names",
            Map.of("a", "b"),
            "maybe",
            "m",
            "other",
            "left alone");
    assertThat(KindBinder.bind(node(fields), Example.class))
        .isEqualTo(new Example("t", 5, true, List.of("a"), Map.of("a", "b"), Optional.of("m")));
  }

  @Test
  void whatMayBeAbsentIsEmpty() {
    Example example =
        KindBinder.bind(node(Map.of("text", "t", "number", 1L, "flag", false)), Example.class);
    assertThat(example)
        .isEqualTo(new Example("t", 1, false, List.of(), Map.of(), Optional.empty()));
  }

  @Test
  void refusesWhatTheReaderDoesNotLetPass() {
    assertThatThrownBy(() -> KindBinder.bind(node(Map.of("number", 1L)), Example.class))
        .hasMessage("Field text of node n is absent, not a String");
    assertThatThrownBy(
            () -> KindBinder.bind(node(Map.of("text", "t", "number", "5")), Example.class))
        .hasMessage("Field number of node n is a String, not a long");
    Map<String, Object> refused = Map.of("text", "", "number", 1L, "flag", false);
    assertThatThrownBy(() -> KindBinder.bind(node(refused), Example.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no text");
  }
}
