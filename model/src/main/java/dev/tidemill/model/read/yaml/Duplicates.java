package dev.tidemill.model.read.yaml;

import dev.tidemill.model.read.yaml.Findings.At;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys given twice: the first stays. */
final class Duplicates {

  private Duplicates() {}

  static YamlMap removed(YamlMap map, Findings findings) {
    Map<String, YamlMap.Entry> first = new LinkedHashMap<>();
    for (YamlMap.Entry entry : map.entries()) {
      YamlMap.Entry before = first.putIfAbsent(entry.name(), entry);
      if (before != null) {
        var place = before.key().position();
        findings.error(
            "duplicate-key",
            At.of(entry.name(), entry.key()),
            "'" + entry.name() + "' is given twice (" + place.line() + ":" + place.column() + ")",
            "keep one of the two");
      }
    }
    return map.with(List.copyOf(first.values()));
  }
}
