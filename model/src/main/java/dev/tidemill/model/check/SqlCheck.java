package dev.tidemill.model.check;

import dev.tidemill.model.Sql;
import dev.tidemill.model.check.JobGraph.GraphNode;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL that gives something else when a range is run again. */
final class SqlCheck {

  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`");
  private static final Pattern UNSTEADY =
      Pattern.compile(
          "\\b(current_timestamp|current_date|localtimestamp)\\b"
              + "|\\b(now|curdate|rand|randn|random|uuid|shuffle|monotonically_increasing_id)"
              + "\\s*\\(",
          Pattern.CASE_INSENSITIVE);

  private final JobGraph graph;
  private final Findings findings;

  SqlCheck(JobGraph graph, Findings findings) {
    this.graph = graph;
    this.findings = findings;
  }

  void check() {
    for (GraphNode node : graph.nodes().values()) {
      node.fields().values().forEach((key, value) -> check(node, key, value));
    }
  }

  private void check(GraphNode node, String key, Value value) {
    if (value instanceof Value.Fields fields) {
      fields.values().values().forEach(each -> check(node, key, each));
    } else if (value instanceof Value.Leaf leaf && leaf.value() instanceof Sql sql) {
      Matcher matcher = UNSTEADY.matcher(QUOTED.matcher(sql.text()).replaceAll("''"));
      if (matcher.find()) {
        String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        findings.warning(
            "not-repeatable",
            new At(graph.path(node) + "." + key, sql.position(), name),
            name + "() gives something else when a batch is run again",
            name.toLowerCase(Locale.ROOT).matches("current.*|now|curdate|localtime.*")
                ? "write ${batch.end}"
                : "make it from the columns, for example with sha2 or xxhash64");
      }
    }
  }
}
