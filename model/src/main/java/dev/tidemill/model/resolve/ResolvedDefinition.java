package dev.tidemill.model.resolve;

import dev.tidemill.model.read.grammar.Reading;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlText;
import java.nio.file.Path;
import java.util.List;

/**
 * A definition in a stage as typed values, with what is wrong in it.
 *
 * @param text as it was written
 * @param tree of the stage, shorthands written out
 * @param root the typed values; what is wrong is left out
 * @param stages all that the file has
 */
public record ResolvedDefinition(
    Path file,
    String stage,
    YamlText text,
    YamlMap tree,
    Value.Fields root,
    Reading reading,
    List<String> stages) {

  /** What is wrong. */
  public Findings findings() {
    return reading.findings();
  }

  /** The things of a block by id. */
  public Value.Fields block(String name) {
    return root.fields(name);
  }
}
