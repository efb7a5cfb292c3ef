package dev.tidemill.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description and what is served cannot drift apart. */
class OpenApiTest {

  private static final Map<?, ?> FILE = file();

  @Test
  void describesEveryRouteAndNoOther() {
    var served =
        new Routes(null, new UrlRoute(null), null)
            .all().stream()
                .map(
                    route ->
                        route.method().name().toLowerCase(Locale.ROOT) + " " + path(route.path()))
                .collect(Collectors.toCollection(TreeSet::new));
    var described = new TreeSet<String>();
    at("paths")
        .forEach(
            (path, methods) ->
                methods((Map<?, ?>) methods).forEach(method -> described.add(method + " " + path)));
    assertThat(described).isEqualTo(served);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Status.class,
        Status.Part.class,
        Status.Function.class,
        Status.Job.class,
        Status.Next.class,
        Status.DeadLetters.class,
        Status.Notice.class,
        ScheduleTimes.class,
        Run.class,
        JobStart.class,
        Redriven.class
      })
  void describesEveryFieldInItsOrder(Class<?> record) {
    List<String> served =
        Arrays.stream(record.getRecordComponents()).map(OpenApiTest::name).toList();
    Map<?, ?> described =
        (Map<?, ?>)
            ((Map<?, ?>) at("components", "schemas", record.getSimpleName())).get("properties");
    assertThat(described.keySet().stream().map(Object::toString)).isEqualTo(served);
  }

  @Test
  void namesTheStatesOfParts() {
    assertThat(at("components", "schemas", "PartState").get("enum"))
        .isEqualTo(Arrays.stream(Status.PartState.values()).map(Enum::name).toList());
  }

  /** Javalin's {@code <path>} takes slashes too; OpenAPI has no such parameter. */
  private static String path(String javalin) {
    return javalin.replace('<', '{').replace('>', '}');
  }

  private static List<String> methods(Map<?, ?> item) {
    return item.keySet().stream()
        .map(Object::toString)
        .filter(k -> !k.equals("parameters"))
        .toList();
  }

  private static String name(RecordComponent component) {
    return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
        .map(JsonProperty::value)
        .orElse(component.getName());
  }

  private static Map<?, ?> at(String... path) {
    Map<?, ?> place = FILE;
    for (String key : path) {
      place = (Map<?, ?>) place.get(key);
    }
    return place;
  }

  private static Map<?, ?> file() {
    try (InputStream text = Routes.class.getResourceAsStream("openapi.yaml")) {
      return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
