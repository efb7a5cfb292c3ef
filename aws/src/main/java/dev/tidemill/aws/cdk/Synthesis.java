package dev.tidemill.aws.cdk;

import dev.tidemill.aws.plan.Deployment;
import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** Makes an assembly of a definition. */
final class Synthesis {

  private Synthesis() {}

  /**
   * Writes the assembly of one stage.
   *
   * @param set values of parameters
   * @param out an empty folder
   * @return the template
   * @throws IllegalArgumentException if the definition is wrong
   */
  static Path of(Path definition, String stage, Map<String, String> set, Path out) {
    Pipeline pipeline = Definitions.checked(Definitions.read(definition, stage, set));
    Deployment deployment = Deployment.of(pipeline, set);
    App app = app(out);
    TidemillPipeline.Builder builder =
        TidemillPipeline.Builder.create(new PipelineStack(app, deployment), "Pipeline");
    set.forEach(builder::set);
    builder.build(pipeline);
    app.synth();
    return out.resolve(deployment.name() + ".template.json");
  }

  static App app(Path out) {
    return new App(
        AppProps.builder()
            .outdir(out.toString())
            .analyticsReporting(false)
            .treeMetadata(false)
            .stackTraces(false)
            .postCliContext(FeatureFlags.context())
            .build());
  }
}
