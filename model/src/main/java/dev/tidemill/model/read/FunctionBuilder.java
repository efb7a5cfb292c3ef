package dev.tidemill.model.read;

import dev.tidemill.model.DataSize;
import dev.tidemill.model.Function;
import dev.tidemill.model.Function.Access;
import dev.tidemill.model.Function.Expect;
import dev.tidemill.model.Function.FunctionSamples;
import dev.tidemill.model.Function.Outcome;
import dev.tidemill.model.Template;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes functions. */
final class FunctionBuilder {

  private final Path folder;

  FunctionBuilder(Path folder) {
    this.folder = folder;
  }

  Function build(String id, Fields function) {
    Map<String, Template> environment = new LinkedHashMap<>();
    function
        .fields("environment")
        .values()
        .forEach((name, value) -> environment.put(name, (Template) ((Value.Leaf) value).value()));
    return new Function(
        id,
        function.text("handler").orElseThrow(),
        folder.resolve(function.text("code").orElseThrow()).normalize(),
        function.text("runtime").orElseThrow(),
        function.leaf("memory", DataSize.class).orElseThrow(),
        function.leaf("timeout", Duration.class).orElseThrow(),
        uses(function),
        function.text("executionLog"),
        Collections.unmodifiableMap(environment),
        samples(function),
        function.get("handler").orElseThrow().position(),
        function.get("code").orElseThrow().position());
  }

  /** What is used; the stream of the execution records is written, whatever else is said. */
  private static Map<String, Access> uses(Fields function) {
    Map<String, Access> uses = new LinkedHashMap<>();
    function
        .fields("uses")
        .values()
        .forEach((id, value) -> uses.put(id, (Access) ((Value.Leaf) value).value()));
    function
        .text("executionLog")
        .ifPresent(
            stream ->
                uses.merge(
                    stream,
                    Access.WRITE,
                    (given, write) -> given == Access.READ ? Access.READ_WRITE : given));
    return Collections.unmodifiableMap(uses);
  }

  private List<FunctionSamples> samples(Fields function) {
    return function.items("samples").values().stream()
        .map(Fields.class::cast)
        .map(
            sample ->
                new FunctionSamples(
                    folder.resolve(sample.text("file").orElseThrow()).normalize(),
                    expect(sample.text("expect").orElseThrow()),
                    sample.get("file").orElseThrow().position()))
        .toList();
  }

  private static Expect expect(String word) {
    return switch (word) {
      case "success" -> new Expect(Outcome.SUCCESS, Optional.empty());
      case "error" -> new Expect(Outcome.ERROR, Optional.empty());
      default -> new Expect(Outcome.ERROR_OF_TYPE, Optional.of(word));
    };
  }
}
