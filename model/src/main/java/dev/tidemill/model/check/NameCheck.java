package dev.tidemill.model.check;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.grammar.Value.Fields;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.resolve.ResolvedDefinition;
import dev.tidemill.model.value.Ids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ids that share a namespace, and the length of names on AWS. */
final class NameCheck {

  private static final int LAMBDA_AND_SCHEDULER = 64;

  private final ResolvedDefinition definition;

  NameCheck(ResolvedDefinition definition) {
    this.definition = definition;
  }

  private record Named(String word, String id, String path, Position position) {}

  void check() {
    List<Named> used = new ArrayList<>();
    used.addAll(things("stores", "store"));
    used.addAll(things("streams", "stream"));
    used.addAll(things("connections", "connection"));
    shared(used);
    List<Named> schedules = new ArrayList<>(nested("functions", "function"));
    schedules.addAll(nested("jobs", "job"));
    schedules.addAll(things("schedules", "schedule"));
    shared(schedules);
    things("functions", "function").forEach(this::length);
    schedules.forEach(this::length);
  }

  private List<Named> things(String block, String word) {
    List<Named> named = new ArrayList<>();
    definition
        .block(block)
        .keys()
        .forEach((id, position) -> named.add(new Named(word, id, block + "." + id, position)));
    return named;
  }

  private List<Named> nested(String block, String word) {
    List<Named> named = new ArrayList<>();
    Fields things = definition.block(block);
    things
        .things()
        .forEach(
            (id, thing) -> {
              if (thing.isGiven("schedule")) {
                String path = block + "." + id + ".schedule";
                named.add(
                    new Named("schedule of the " + word, id, path, thing.keys().get("schedule")));
              }
            });
    return named;
  }

  /** Ids of one kind are compared where they are read; here those of different kinds. */
  private void shared(List<Named> all) {
    Map<String, Named> first = new LinkedHashMap<>();
    all.stream()
        .sorted(
            Comparator.<Named>comparingInt(named -> named.position().line())
                .thenComparingInt(named -> named.position().column()))
        .forEach(
            named -> {
              Named before = first.putIfAbsent(Ids.fold(named.id()), named);
              if (before != null && !before.word().equals(named.word())) {
                report(named, before);
              }
            });
  }

  private void report(Named named, Named before) {
    definition
        .findings()
        .error(
            "same-name",
            new At(named.path(), named.position(), named.id()),
            named.word()
                + " '"
                + named.id()
                + "' is called like the "
                + before.word()
                + " '"
                + before.id()
                + "' ("
                + before.position().line()
                + ":"
                + before.position().column()
                + ")",
            "they share one namespace, where case, '-' and '_' do not count: rename one of them");
  }

  private void length(Named named) {
    String pipeline = definition.root().text("pipeline").orElse("");
    List<String> stages = new ArrayList<>(definition.stages());
    stages.add(definition.stage());
    String stage = stages.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
    String name = pipeline + "-" + stage + "-" + named.id();
    if (name.length() > LAMBDA_AND_SCHEDULER && named.id().length() <= 48) {
      definition
          .findings()
          .error(
              "name-too-long",
              new At(named.path(), named.position(), named.id()),
              "'" + name + "' has " + name.length() + " characters",
              "AWS takes at most 64 for functions and schedules: shorten the id, the stage or the"
                  + " pipeline");
    }
  }
}
