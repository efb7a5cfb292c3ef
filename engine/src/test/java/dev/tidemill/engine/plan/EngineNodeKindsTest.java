package dev.tidemill.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemill.engine.kind.Kind;
import dev.tidemill.engine.transform.Transforms;
import dev.tidemill.model.Node;
import dev.tidemill.model.NodeKind;
import dev.tidemill.model.NodeKinds;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EngineNodeKindsTest {

  private static final NodeKinds KINDS = NodeKinds.onClassPath();

  @Test
  void isFoundOnTheClassPath() {
    assertThat(KINDS).isInstanceOf(EngineNodeKinds.class);
  }

  @Test
  void describesWhatWorksFromItsRecords() {
    NodeKind filter = KINDS.find(Node.Role.TRANSFORM, "filter").orElseThrow();
    assertThat(filter.slice()).isEqualTo(1);
    assertThat(filter.inputs()).isEqualTo(NodeKind.Inputs.ONE);
    assertThat(filter.outputs()).isEqualTo(NodeKind.Outputs.ONE);
    assertThat(filter.fields())
        .extracting(NodeKind.Field::name, NodeKind.Field::type, NodeKind.Field::required)
        .containsExactly(tuple("condition", NodeKind.FieldType.SQL, true));
    assertThat(KINDS.all().stream().filter(kind -> kind.slice() == 1).map(NodeKind::name))
        .containsExactly(
            "stream",
            "files",
            "table",
            "stream",
            "files",
            "filter",
            "aggregate",
            "selectFields",
            "renameField",
            "derivedColumn",
            "sql");
  }

  @Test
  void hasEveryKindOfTheReference() {
    assertThat(KINDS.all().stream().map(NodeKind::name))
        .containsExactlyInAnyOrder(
            ("stream files table jdbc store "
                    + "table stream files jdbc store "
                    + "filter aggregate dropDuplicates removeNullRows limit sample sort window "
                    + "sessionize pivot unpivot explode autobalance spigot "
                    + "selectFields dropFields dropNullFields renameField derivedColumn "
                    + "changeSchema fillNulls flatten arrayToColumns concatenate splitString "
                    + "regexExtractor parseJson readNestedJson extractJsonPath toTimestamp "
                    + "formatTimestamp addCurrentTimestamp uuid identifier mask hash "
                    + "join union intersect except merge lookup sql custom "
                    + "conditionalRouter splitFields evaluateDataQuality detectSensitiveData")
                .split(" "));
  }

  @Test
  void hasTheKindsToComeWithTheirOutputs() {
    NodeKind router = KINDS.find(Node.Role.TRANSFORM, "conditionalRouter").orElseThrow();
    assertThat(router.slice()).isEqualTo(4);
    assertThat(router.outputs().itself()).isFalse();
    assertThat(router.outputs().names()).containsExactly("default");
    assertThat(router.outputs().keysOf()).contains("groups");
    NodeKind quality = KINDS.find(Node.Role.TRANSFORM, "evaluateDataQuality").orElseThrow();
    assertThat(quality.outputs().itself()).isTrue();
  }

  @Test
  void namesAreUniqueInTheirRole() {
    assertThat(KINDS.all().stream().map(kind -> kind.role() + " " + kind.name()))
        .doesNotHaveDuplicates();
  }

  @Test
  void noKindNamesAFieldLikeAKeyOfNodes() {
    Set<String> keys = Set.of("source", "transform", "target", "input", "description");
    assertThat(KINDS.all().stream().flatMap(kind -> kind.fields().stream()))
        .noneMatch(field -> keys.contains(field.name()));
  }

  @Test
  void everyRecordWithAKindIsListed() throws IOException {
    Path classes = Path.of("target/classes/dev/tidemill/engine/transform");
    try (Stream<Path> files = Files.list(classes)) {
      List<String> annotated =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
              .map(name -> "dev.tidemill.engine.transform." + name.replace(".class", ""))
              .filter(EngineNodeKindsTest::isAKind)
              .toList();
      assertThat(Transforms.ALL.stream().map(Class::getName))
          .containsExactlyInAnyOrderElementsOf(annotated);
    }
  }

  private static boolean isAKind(String name) {
    try {
      return Class.forName(name).isAnnotationPresent(Kind.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void loadsNoSparkClass() throws Exception {
    URL[] withoutSpark = {location(EngineNodeKinds.class), location(NodeKinds.class)};
    try (URLClassLoader loader =
        new URLClassLoader(withoutSpark, ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> loader.loadClass("org.apache.spark.sql.Dataset"))
          .isInstanceOf(ClassNotFoundException.class);
      Object kinds =
          loader.loadClass(EngineNodeKinds.class.getName()).getConstructor().newInstance();
      List<?> all = (List<?>) kinds.getClass().getMethod("all").invoke(kinds);
      assertThat(all).hasSameSizeAs(KINDS.all());
      assertThat(all.toString()).isEqualTo(KINDS.all().toString());
    }
  }

  private static URL location(Class<?> type) throws Exception {
    URI uri = type.getProtectionDomain().getCodeSource().getLocation().toURI();
    return uri.toURL();
  }
}
