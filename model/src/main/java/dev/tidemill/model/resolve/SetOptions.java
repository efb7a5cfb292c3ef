package dev.tidemill.model.resolve;

import dev.tidemill.model.read.yaml.SourceText;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line's {@code --set NAME=VALUE} as an overlay of parameters. */
public final class SetOptions {

  private SetOptions() {}

  /** The overlay; its values stand in a file called {@code --set NAME}. */
  public static YamlMap overlay(Map<String, String> options) {
    List<YamlMap.Entry> parameters = new ArrayList<>();
    options.forEach(
        (name, value) -> {
          SourceText source = new SourceText(Path.of("--set " + name), value);
          YamlScalar text = YamlScalar.of(value, source);
          YamlMap full = map(text, new YamlMap.Entry(text.meaning("default"), text));
          parameters.add(new YamlMap.Entry(text.meaning(name), full));
        });
    YamlScalar place = YamlScalar.of("", new SourceText(Path.of("--set"), ""));
    YamlMap all = new YamlMap(parameters, place.position(), true);
    return map(place, new YamlMap.Entry(place.meaning("parameters"), all));
  }

  private static YamlMap map(YamlScalar place, YamlMap.Entry entry) {
    return new YamlMap(List.of(entry), place.position(), true);
  }
}
