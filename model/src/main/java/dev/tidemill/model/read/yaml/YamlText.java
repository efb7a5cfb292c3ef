package dev.tidemill.model.read.yaml;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings.At;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The definition as a tree. Where the YAML itself is broken, each top-level block is parsed alone,
 * so that a slip hides its own block only.
 *
 * @param root the top-level keys that could be read
 * @param broken the blocks that could not
 */
public record YamlText(YamlMap root, List<Broken> broken) {

  /**
   * A block that could not be parsed.
   *
   * @param name its key
   * @param cause where the YAML is broken
   */
  public record Broken(String name, Position cause) {}

  public YamlText {
    broken = List.copyOf(broken);
  }

  /** Parses a definition. */
  public static YamlText parse(SourceText source, Findings findings) {
    try {
      Findings found = new Findings();
      Optional<YamlNode> root = new TreeBuilder(source, 0, found).build(source.text());
      findings.addAll(found);
      return new YamlText(rootMap(root, source, findings), List.of());
    } catch (YamlEngineException e) {
      return parseBlocks(source, findings);
    }
  }

  /** Parses a piece of YAML that stands in no file, like the default of a field. */
  public static Optional<YamlNode> fragment(String text, SourceText label) {
    try {
      return new TreeBuilder(label, 0, new Findings()).build(text);
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
  }

  private static YamlMap rootMap(Optional<YamlNode> root, SourceText source, Findings findings) {
    if (root.isPresent() && root.get() instanceof YamlMap map) {
      return map;
    }
    YamlMap empty = new YamlMap(List.of(), source.position(0, 0), root.isEmpty());
    if (root.isPresent() && !root.get().isNothing()) {
      findings.error(
          "wrong-type",
          new At("", root.get().position(), ""),
          "the file holds no keys",
          "it begins with pipeline: NAME");
    }
    return empty;
  }

  private static YamlText parseBlocks(SourceText source, Findings findings) {
    List<YamlMap.Entry> entries = new ArrayList<>();
    List<Broken> broken = new ArrayList<>();
    for (TopLevelBlock block : TopLevelBlock.split(source)) {
      Findings found = new Findings();
      try {
        new TreeBuilder(source, block.firstLine(), found)
            .build(block.text(source))
            .filter(YamlMap.class::isInstance)
            .map(YamlMap.class::cast)
            .ifPresent(map -> entries.addAll(map.entries()));
        findings.addAll(found);
      } catch (YamlEngineException e) {
        Position cause = new YamlSlip(source, block).report(e, findings);
        block
            .key(source)
            .ifPresent(
                key -> {
                  broken.add(new Broken(key.text(), cause));
                  findings.consequence(
                      "not-checked", At.of(key.text(), key), "block '" + key.text() + "'", cause);
                });
      }
    }
    YamlMap root = new YamlMap(entries, source.position(0, 0), broken.isEmpty());
    return new YamlText(Duplicates.removed(root, findings), broken);
  }

  /** Where a parser of YAML says that it stopped. */
  static Optional<int[]> lineAndColumn(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked
        ? marked.getProblemMark().map(mark -> new int[] {mark.getLine(), mark.getColumn()})
        : Optional.empty();
  }
}
