package dev.tidemill.model.read.yaml;

import dev.tidemill.model.Position;
import java.util.List;

/** A sequence. */
public record YamlList(List<YamlNode> items, Position position) implements YamlNode {

  public YamlList {
    items = List.copyOf(items);
  }
}
