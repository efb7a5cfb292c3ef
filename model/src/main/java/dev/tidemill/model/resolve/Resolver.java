package dev.tidemill.model.resolve;

import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Position;
import dev.tidemill.model.read.grammar.BlockShape;
import dev.tidemill.model.read.grammar.DeclaredNames;
import dev.tidemill.model.read.grammar.Grammar;
import dev.tidemill.model.read.grammar.Parameters;
import dev.tidemill.model.read.grammar.Place;
import dev.tidemill.model.read.grammar.Reading;
import dev.tidemill.model.read.grammar.Scope;
import dev.tidemill.model.read.grammar.Taken;
import dev.tidemill.model.read.grammar.Value;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.SourceText;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.read.yaml.YamlText;
import dev.tidemill.model.value.IdKind;
import dev.tidemill.model.value.Suggest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** From text to typed values: shorthands, overlay, --set, defaults, parameters. */
public final class Resolver {

  private static final String LOCAL = "local";

  private final NodeKinds kinds;
  private final UnaryOperator<String> environment;
  private final Findings findings;

  /**
   * @param environment from the name of a variable to its value or null
   * @param findings takes what is wrong
   */
  public Resolver(NodeKinds kinds, UnaryOperator<String> environment, Findings findings) {
    this.kinds = kinds;
    this.environment = environment;
    this.findings = findings;
  }

  /** The definition in a stage; what is wrong in it is left out and reported. */
  public ResolvedDefinition resolve(SourceText source, String stage, Map<String, String> set) {
    YamlText text = YamlText.parse(source, findings);
    BlockShape shape = Grammar.root();
    YamlMap base = (YamlMap) shape.expand(text.root());
    Map<String, YamlMap> overlays = overlays(base, shape);
    Set<String> broken =
        text.broken().stream().map(YamlText.Broken::name).collect(Collectors.toSet());
    checkStage(stage, overlays, base, broken, source);
    checkSet(set, new DeclaredNames(base, broken));
    Map<String, YamlMap> stages = merged(base, overlays, shape);
    YamlMap tree = withOptions(stages.getOrDefault(stage, base), stage, set, shape);
    Reading bare = reading(source, tree, stage, new DeclaredNames(tree, broken));
    Reading reading = bare.with(bare.scope().with(parameters(tree, shape, bare)));
    Place place = new Place("", "the file", start(source));
    Value.Fields root = shape.read(tree, place, reading);
    boolean alone = set.isEmpty() && !overlays.containsKey(stage);
    if (!alone) {
      shape.read(base, place, reading.ofPart().with(new DeclaredNames(base, broken)));
    }
    stages.forEach(
        (each, whole) ->
            readOverlay(each, overlays.get(each), reading.with(new DeclaredNames(whole, broken))));
    return new ResolvedDefinition(
        source.file(), stage, text, tree, root, reading, List.copyOf(overlays.keySet()));
  }

  private static Position start(SourceText source) {
    return source.position(0, 0);
  }

  private static Map<String, YamlMap> overlays(YamlMap base, BlockShape shape) {
    Map<String, YamlMap> overlays = new LinkedHashMap<>();
    if (base.value("stages").orElse(null) instanceof YamlMap stages) {
      for (YamlMap.Entry entry : stages.entries()) {
        if (BlockShape.isUsersOwn(entry.name())) {
          continue;
        }
        YamlNode overlay = shape.expand(entry.value());
        YamlMap map =
            overlay instanceof YamlMap each
                ? each
                : new YamlMap(List.of(), entry.key().position(), true);
        overlays.put(entry.name(), map);
      }
    }
    return overlays;
  }

  /** The whole definition in each stage; what a stage must not change is reported. */
  private Map<String, YamlMap> merged(
      YamlMap base, Map<String, YamlMap> overlays, BlockShape shape) {
    Map<String, YamlMap> stages = new LinkedHashMap<>();
    overlays.forEach(
        (stage, overlay) ->
            stages.put(stage, new StageOverlay(stage, findings).merge(base, overlay, shape)));
    return stages;
  }

  private static YamlMap withOptions(
      YamlMap tree, String stage, Map<String, String> set, BlockShape shape) {
    return set.isEmpty()
        ? tree
        : new StageOverlay(stage, new Findings()).merge(tree, SetOptions.overlay(set), shape);
  }

  private Reading reading(SourceText source, YamlMap tree, String stage, DeclaredNames names) {
    String pipeline =
        tree.value("pipeline")
            .filter(YamlScalar.class::isInstance)
            .map(YamlNode::toString)
            .orElse("");
    Optional<String> region =
        tree.value("aws")
            .filter(YamlMap.class::isInstance)
            .flatMap(aws -> ((YamlMap) aws).value("region"))
            .filter(YamlScalar.class::isInstance)
            .map(YamlNode::toString);
    Scope scope = new Scope(Map.of(), pipeline, stage, region, environment);
    Path folder = source.file().toAbsolutePath().normalize().getParent();
    return new Reading(findings, new Findings(), kinds, names, scope, folder, true, new Taken());
  }

  private static Map<String, Object> parameters(YamlMap tree, BlockShape shape, Reading reading) {
    Optional<YamlMap.Entry> entry = tree.find("parameters");
    if (entry.isEmpty()) {
      return Map.of();
    }
    Place place = new Place("parameters", "parameters", entry.get().key().position());
    Optional<Value> values =
        shape.child("parameters").orElseThrow().read(entry.get().value(), place, reading);
    return values.isPresent() && values.get() instanceof Value.Fields fields
        ? new Parameters(reading).read(fields)
        : Map.of();
  }

  /** Checks a text that the stage asked for hides. */
  private static void readOverlay(String stage, YamlMap overlay, Reading reading) {
    Place place = new Place("stages." + stage, "stage " + stage, overlay.position());
    Grammar.root().read(overlay, place, reading.ofPart().elsewhere());
  }

  private void checkStage(
      String stage,
      Map<String, YamlMap> overlays,
      YamlMap base,
      Set<String> broken,
      SourceText source) {
    if (stage.equals(LOCAL) || overlays.containsKey(stage) || broken.contains("stages")) {
      return;
    }
    Position position =
        base.find("stages").map(entry -> entry.key().position()).orElse(start(source));
    String hint =
        Suggest.nearest(stage, overlays.keySet())
            .map(near -> "did you mean '" + near + "'?")
            .orElse(
                overlays.isEmpty()
                    ? "declare it at the end: stages: { " + stage + ": {} }"
                    : "there is " + String.join(", ", overlays.keySet()));
    findings.error(
        "unknown-name", new At("stages", position, stage), "no stage '" + stage + "'", hint);
  }

  private void checkSet(Map<String, String> set, DeclaredNames names) {
    for (Map.Entry<String, String> option : set.entrySet()) {
      if (!names.of(IdKind.PARAMETER).containsKey(option.getKey())
          && !names.isHidden(IdKind.PARAMETER)) {
        Position place = new Position(Path.of("--set " + option.getKey()), 1, 1, 1, 1);
        String hint =
            Suggest.nearest(option.getKey(), names.of(IdKind.PARAMETER).keySet())
                .map(near -> "did you mean '" + near + "'?")
                .orElse("declare it at the top: parameters: { " + option.getKey() + ": 0 }");
        findings.error(
            "unknown-parameter",
            new At("parameters", place, option.getValue()),
            "no parameter '" + option.getKey() + "'",
            hint);
      }
    }
  }
}
