package dev.tidemill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.DefinitionReader;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A stage of one of the pipelines of the tests. */
public record Variant(String pipeline, String stage) {

  public static final Variant PROD_MSK = new Variant("approvals", "prodmsk");
  public static final Variant PROD_GIVEN = new Variant("approvals", "prodgiven");
  public static final Variant EVERYTHING = new Variant("everything", "prod");

  /**
   * The example on each kind of stream, to keep and to throw away, and a pipeline with the rest.
   */
  public static Stream<Variant> all() {
    return Stream.concat(
        Stream.of("devmsk", "prodmsk", "devless", "prodless", "devgiven", "prodgiven")
            .map(stage -> new Variant("approvals", stage)),
        Stream.of(EVERYTHING));
  }

  public Path file() {
    try {
      return Path.of(Variant.class.getResource(pipeline + "/pipeline.yaml").toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public Pipeline read() {
    return read(file(), stage);
  }

  public static Pipeline read(Path file, String stage) {
    Checked checked =
        new DefinitionReader(NodeKinds.onClassPath(), name -> null)
            .read(file, stage, new TreeMap<>());
    List<String> findings = FindingsText.lines(checked.findings());
    assertThat(checked.pipeline()).as(String.join("\n", findings)).isPresent();
    return checked.pipeline().get();
  }

  @Override
  public String toString() {
    return pipeline + "-" + stage;
  }
}
