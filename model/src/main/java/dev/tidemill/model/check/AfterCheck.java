package dev.tidemill.model.check;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.grammar.Value.Leaf;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.resolve.ResolvedDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jobs that run after others: those end, and none waits for itself. */
final class AfterCheck {

  private final ResolvedDefinition definition;
  private final Fields jobs;

  AfterCheck(ResolvedDefinition definition) {
    this.definition = definition;
    this.jobs = definition.block("jobs");
  }

  void check() {
    Map<String, List<String>> before = new LinkedHashMap<>();
    jobs.things()
        .forEach(
            (id, job) -> {
              after(job).forEach(value -> ends(id, value));
              before.put(id, after(job).stream().map(AfterCheck::id).toList());
            });
    Circles.of(before).forEach(this::circle);
  }

  private static List<Value> after(Fields job) {
    return job.fields("after").items("jobs").values();
  }

  private static String id(Value value) {
    return (String) ((Leaf) value).value();
  }

  private void ends(String id, Value value) {
    Fields awaited = jobs.fields(id(value));
    if (awaited.isGiven("every")) {
      Position every = awaited.keys().get("every");
      definition
          .findings()
          .error(
              "never-ends",
              at(id, value),
              "job "
                  + id(value)
                  + " never ends, since it has 'every' ("
                  + every.line()
                  + ":"
                  + every.column()
                  + ")",
              "give job " + id + " a schedule, or start the other by one");
    }
  }

  private void circle(List<String> circle) {
    Value first =
        after(jobs.fields(circle.get(0))).stream()
            .filter(value -> id(value).equals(circle.get(1)))
            .findFirst()
            .orElseThrow();
    definition
        .findings()
        .error(
            "cycle",
            at(circle.get(0), first),
            "jobs wait for each other in a circle: " + String.join(" → ", circle),
            "let one of them begin in another way");
  }

  private static At at(String id, Value value) {
    return new At("jobs." + id + ".after", value.position(), id(value));
  }
}
