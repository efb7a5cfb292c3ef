package dev.tidemill.aws.cdk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemill.aws.Variant;
import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.aws.synth.NodeCheck;
import dev.tidemill.model.Pipeline;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Validations;

/** Templates of the variants, each made once for all tests. */
final class Synths {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<Variant, Synths> MADE = new LinkedHashMap<>();
  private static final Path FOLDER =
      Path.of(System.getProperty("tidemill.home"), "aws/target/synths");

  private final Path template;
  private final JsonNode json;
  private final JsonNode report;

  private Synths(Path template, Path report) throws IOException {
    this.template = template;
    this.json = JSON.readTree(template.toFile());
    this.report = JSON.readTree(report.toFile());
  }

  static void needNode() {
    Optional<String> problem = NodeCheck.problem(Optional.ofNullable(System.getenv("JSII_NODE")));
    problem.ifPresent(line -> System.err.println("skipped: " + line));
    assumeTrue(problem.isEmpty(), () -> problem.orElseThrow());
  }

  static synchronized Synths of(Variant variant) {
    needNode();
    return MADE.computeIfAbsent(variant, Synths::make);
  }

  private static Synths make(Variant variant) {
    try {
      Path out = Files.createDirectories(FOLDER.resolve(variant.toString()));
      App app = Synthesis.app(out);
      // What cdk-nag finds is in its report; printed, it would be pages that nobody acts on.
      app.getNode().setContext("@aws-cdk/core:failSynthOnValidationErrors", false);
      TidemillPipeline pipeline = pipeline(app, variant);
      Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
      app.synth();
      return new Synths(
          out.resolve(pipeline.deployment().name() + ".template.json"),
          out.resolve("validation-report.json"));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** With small files in the place of the engine, so that a template does not change with it. */
  static TidemillPipeline pipeline(App app, Variant variant) throws IOException {
    Pipeline pipeline = variant.read();
    Path work = Files.createDirectories(FOLDER.resolve("work-" + variant));
    Path engine = Files.createDirectories(work.resolve("engine/target/classes"));
    Files.writeString(engine.resolve("engine.txt"), "stands for the engine\n");
    return TidemillPipeline.Builder.create(
            new PipelineStack(app, Deployment.of(pipeline)), "Pipeline")
        .engine(List.of(engine))
        .workFolder(work)
        .build(pipeline);
  }

  Path template() {
    return template;
  }

  /** What cdk-nag found. */
  JsonNode report() {
    return report;
  }

  JsonNode json() {
    return json;
  }

  /** The properties of the resources of a type, by logical id. */
  Map<String, JsonNode> properties(String type) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    resources(type).forEach((id, resource) -> found.put(id, resource.path("Properties")));
    return found;
  }

  Map<String, JsonNode> resources(String type) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    json.get("Resources")
        .properties()
        .forEach(
            entry -> {
              if (type.isEmpty() || entry.getValue().get("Type").asText().equals(type)) {
                found.put(entry.getKey(), entry.getValue());
              }
            });
    return found;
  }

  /** For people to read, in the order of the template. */
  String pretty() throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }
}
