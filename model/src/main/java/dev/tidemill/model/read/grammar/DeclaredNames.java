package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Ids;
import dev.tidemill.model.value.Suggest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ids that a definition declares, to look references up. */
public final class DeclaredNames {

  private static final Map<IdKind, String> BLOCKS = blocks();

  private final Map<IdKind, Map<String, Position>> ids = new EnumMap<>(IdKind.class);
  private final Set<String> broken;

  /**
   * @param broken the top-level blocks that could not be parsed: what they declare is not known
   */
  public DeclaredNames(YamlMap root, Set<String> broken) {
    this.broken = broken;
    BLOCKS.forEach(
        (kind, block) -> {
          Map<String, Position> found = new LinkedHashMap<>();
          ByIdShape.entries(root.value(block)).stream()
              .filter(entry -> !BlockShape.isUsersOwn(entry.name()))
              .forEach(entry -> found.put(entry.name(), entry.key().position()));
          ids.put(kind, found);
        });
    for (String block : List.of("functions", "jobs")) {
      ByIdShape.entries(root.value(block)).forEach(this::schedule);
    }
  }

  /** A schedule in a function or a job has its id. */
  private void schedule(YamlMap.Entry thing) {
    if (thing.value() instanceof YamlMap map && map.find("schedule").isPresent()) {
      ids.get(IdKind.SCHEDULE).putIfAbsent(thing.name(), thing.key().position());
    }
  }

  private static Map<IdKind, String> blocks() {
    Map<IdKind, String> blocks = new EnumMap<>(IdKind.class);
    blocks.put(IdKind.STORE, "stores");
    blocks.put(IdKind.STREAM, "streams");
    blocks.put(IdKind.CONNECTION, "connections");
    blocks.put(IdKind.FUNCTION, "functions");
    blocks.put(IdKind.SCHEDULE, "schedules");
    blocks.put(IdKind.TABLE, "tables");
    blocks.put(IdKind.DATABASE, "databases");
    blocks.put(IdKind.JOB, "jobs");
    blocks.put(IdKind.PARAMETER, "parameters");
    return blocks;
  }

  /** The ids of a kind with the places of their declaration. */
  public Map<String, Position> of(IdKind kind) {
    return ids.getOrDefault(kind, Map.of());
  }

  /** Whether nothing can be said about ids of a kind, since their block could not be parsed. */
  public boolean isHidden(IdKind kind) {
    return broken.contains(BLOCKS.get(kind));
  }

  /** The kinds of which this is a declared id. */
  List<IdKind> kinds(String id, List<IdKind> among) {
    return among.stream().filter(kind -> of(kind).containsKey(id)).toList();
  }

  /** The declared id that is this one but for case, {@code -} and {@code _}. */
  public Optional<String> alike(IdKind kind, String id) {
    String fold = Ids.fold(id);
    return of(kind).keySet().stream().filter(each -> Ids.fold(each).equals(fold)).findFirst();
  }

  /** Says that there is no such thing, unless it may be in a block that could not be parsed. */
  boolean check(Findings findings, String path, YamlScalar scalar, IdKind... kinds) {
    List<IdKind> among = List.of(kinds);
    if (!kinds(scalar.text(), among).isEmpty() || among.stream().anyMatch(this::isHidden)) {
      return true;
    }
    String message =
        "no "
            + Words.or(among.stream().map(DeclaredNames::word).toList())
            + " '"
            + Words.cut(scalar.text())
            + "'";
    At at = At.of(path, scalar);
    Optional<Position> misnamed = among.stream().flatMap(k -> misnamed(k, scalar.text())).findAny();
    if (misnamed.isPresent()) {
      findings.consequence("unknown-name", at, message, misnamed.get());
    } else {
      report(findings, at, message, scalar.text(), among);
    }
    return false;
  }

  private java.util.stream.Stream<Position> misnamed(IdKind kind, String id) {
    return alike(kind, id)
        .filter(each -> Ids.check(kind, "", each).isPresent())
        .map(each -> of(kind).get(each))
        .stream();
  }

  private void report(Findings findings, At at, String message, String id, List<IdKind> among) {
    List<String> all = new ArrayList<>();
    among.forEach(kind -> all.addAll(of(kind).keySet()));
    Optional<String> near = Suggest.nearest(id, all);
    if (BlockShape.isUsersOwn(id)) {
      findings.error(
          "unknown-name", at, message, "what begins with 'x-' is yours and ignored: rename it");
    } else if (near.isPresent()) {
      String word = among.size() == 1 ? "" : "the " + word(kinds(near.get(), among).get(0)) + " ";
      findings.error(
          "unknown-name",
          at,
          message,
          "did you mean " + word + "'" + near.get() + "'?",
          near.get());
    } else if (all.isEmpty() || all.size() > 12) {
      String block = BLOCKS.get(among.get(0));
      findings.error("unknown-name", at, message, "declare it at the top, under " + block + ":");
    } else {
      findings.error("unknown-name", at, message, "there is " + Words.and(all));
    }
  }

  private static String word(IdKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
