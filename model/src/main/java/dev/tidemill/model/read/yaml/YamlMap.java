package dev.tidemill.model.read.yaml;

import dev.tidemill.model.Position;
import java.util.List;
import java.util.Optional;

/**
 * A mapping, in the order of the text; no key twice.
 *
 * @param complete whether all its keys could be read; if not, none counts as missing
 */
public record YamlMap(List<Entry> entries, Position position, boolean complete)
    implements YamlNode {

  public YamlMap {
    entries = List.copyOf(entries);
  }

  /** A key with its value. */
  public record Entry(YamlScalar key, YamlNode value) {
    /** The key's text. */
    public String name() {
      return key.text();
    }
  }

  /** The entry of this key. */
  public Optional<Entry> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** The value of this key. */
  public Optional<YamlNode> value(String name) {
    return find(name).map(Entry::value);
  }

  /** The same map with other entries. */
  public YamlMap with(List<Entry> newEntries) {
    return new YamlMap(newEntries, position, complete);
  }
}
