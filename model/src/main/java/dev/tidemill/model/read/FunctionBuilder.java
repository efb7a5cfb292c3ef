package dev.tidemill.model.read;

import dev.tidemill.model.AsyncRetry;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Function;
import dev.tidemill.model.Function.Access;
import dev.tidemill.model.Function.As;
import dev.tidemill.model.Function.Expect;
import dev.tidemill.model.Function.FunctionSamples;
import dev.tidemill.model.Function.Outcome;
import dev.tidemill.model.FunctionUrl;
import dev.tidemill.model.FunctionUrl.Auth;
import dev.tidemill.model.FunctionUrl.Cors;
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
import java.util.OptionalInt;

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
        function.text("command"),
        function.leaf("memory", DataSize.class).orElseThrow(),
        function.leaf("timeout", Duration.class).orElseThrow(),
        concurrency(function),
        uses(function),
        function.text("executionLog"),
        Collections.unmodifiableMap(environment),
        url(function),
        retry(function.fields("retry")),
        function.text("onFailure"),
        AwsBuilder.function(function.fields("aws")),
        samples(function),
        function.get("handler").orElseThrow().position(),
        function.get("code").orElseThrow().position());
  }

  private static OptionalInt concurrency(Fields function) {
    return function.leaf("concurrency", Long.class).stream().mapToInt(Long::intValue).findFirst();
  }

  private static Optional<FunctionUrl> url(Fields function) {
    return function
        .get("url")
        .map(Fields.class::cast)
        .map(
            url ->
                new FunctionUrl(
                    Leafs.word(Auth.class, url, "auth"),
                    url.get("cors").map(cors -> cors((Fields) cors))));
  }

  private static Cors cors(Fields cors) {
    return new Cors(
        cors.items("allowOrigins").leaves(String.class),
        cors.items("allowMethods").leaves(String.class),
        cors.items("allowHeaders").leaves(String.class),
        cors.items("exposeHeaders").leaves(String.class),
        cors.leaf("allowCredentials", Boolean.class).orElseThrow(),
        cors.leaf("maxAge", Duration.class));
  }

  private static AsyncRetry retry(Fields retry) {
    return new AsyncRetry(
        retry.leaf("attempts", Long.class).orElseThrow().intValue(),
        retry.leaf("maximumEventAge", Duration.class).orElseThrow());
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
                    Leafs.word(As.class, sample, "as"),
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
