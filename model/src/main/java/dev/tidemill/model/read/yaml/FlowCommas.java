package dev.tidemill.model.read.yaml;

import dev.tidemill.model.read.yaml.Findings.At;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Values that a comma of YAML's <code>[ ]</code> or <code>{ }</code> has cut: {@code [bucket(16,
 * userId)]} is two items. Reports each and puts it together again, so that the rest is read as it
 * was meant.
 */
final class FlowCommas {

  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern TYPE = Pattern.compile("\\b(list|map|struct)<");

  private FlowCommas() {}

  static YamlList mend(YamlList list, Findings findings) {
    List<YamlNode> items = new ArrayList<>();
    int at = 0;
    while (at < list.items().size()) {
      YamlNode item = list.items().get(at++);
      if (item instanceof YamlScalar scalar && isOpen(scalar.text(), scalar)) {
        StringBuilder whole = new StringBuilder(scalar.text());
        while (isOpen(whole.toString(), scalar)
            && at < list.items().size()
            && list.items().get(at) instanceof YamlScalar next) {
          whole.append(", ").append(next.text());
          at++;
        }
        items.add(mended(scalar, whole.toString(), findings));
      } else {
        items.add(item);
      }
    }
    return new YamlList(items, list.position());
  }

  static YamlMap mend(YamlMap map, Findings findings) {
    List<YamlMap.Entry> entries = new ArrayList<>();
    int at = 0;
    while (at < map.entries().size()) {
      YamlMap.Entry entry = map.entries().get(at++);
      if (entry.value() instanceof YamlScalar scalar && isOpen(scalar.text(), scalar)) {
        StringBuilder whole = new StringBuilder(scalar.text());
        while (isOpen(whole.toString(), scalar)
            && at < map.entries().size()
            && map.entries().get(at).value().isNothing()) {
          whole.append(", ").append(map.entries().get(at).name());
          at++;
        }
        entries.add(new YamlMap.Entry(entry.key(), mended(scalar, whole.toString(), findings)));
      } else {
        entries.add(entry);
      }
    }
    return map.with(entries);
  }

  private static YamlNode mended(YamlScalar first, String whole, Findings findings) {
    if (whole.equals(first.text())) {
      return first;
    }
    findings.error(
        "flow-comma",
        At.of("", first),
        "'" + first.text() + "' has an open bracket",
        "in [ ] and { } a comma ends the value: write \"" + whole + "\", quoted");
    return first.meaning(whole);
  }

  private static boolean isOpen(String text, YamlScalar scalar) {
    if (!scalar.isPlain()) {
      return false;
    }
    String bare = QUOTED.matcher(text).replaceAll("");
    if (count(bare, '(') > count(bare, ')')) {
      return true;
    }
    return TYPE.matcher(bare).find() && count(bare, '<') > count(bare, '>');
  }

  private static long count(String text, char c) {
    return text.chars().filter(each -> each == c).count();
  }
}
