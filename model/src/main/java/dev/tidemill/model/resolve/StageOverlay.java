package dev.tidemill.model.resolve;

import dev.tidemill.model.read.grammar.BlockShape;
import dev.tidemill.model.read.grammar.Shape;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlMap.Entry;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays a stage's overlay over the file: mapping on mapping merges by key, anything else replaces
 * whole, null takes a key back to its default. Both have their shorthands written out.
 */
public final class StageOverlay {

  private static final List<String> TRIGGERS = List.of("every", "schedule", "after", "onArrival");

  private final String stage;
  private final Findings findings;

  /**
   * @param findings takes what a stage must not change
   */
  public StageOverlay(String stage, Findings findings) {
    this.stage = stage;
    this.findings = findings;
  }

  /** The file as it is in the stage. */
  public YamlMap merge(YamlMap base, YamlMap overlay, Shape shape) {
    return merge(base, overlay, shape, "stages." + stage);
  }

  private YamlMap merge(YamlMap base, YamlMap overlay, Shape shape, String path) {
    Map<String, Entry> merged = new LinkedHashMap<>();
    base.entries().forEach(entry -> merged.put(entry.name(), entry));
    dropReplaced(merged, overlay, shape);
    for (Entry entry : overlay.entries()) {
      String below = path + "." + entry.name();
      if (isAllowed(merged, entry, shape, below)) {
        lay(merged, entry, shape.child(entry.name()), below);
      }
    }
    return base.with(List.copyOf(merged.values()));
  }

  private void lay(Map<String, Entry> merged, Entry entry, Optional<Shape> shape, String path) {
    Entry before = merged.get(entry.name());
    boolean explicit = entry.value().isNull() && !entry.value().isNothing();
    if (explicit) {
      merged.remove(entry.name());
    } else if (before != null
        && before.value() instanceof YamlMap under
        && entry.value() instanceof YamlMap over
        && shape.isPresent()
        && !isOtherType(under, over, shape.get())) {
      YamlMap both = merge(under, over, shape.get(), path);
      merged.put(entry.name(), new Entry(before.key(), both));
    } else if (before == null || !entry.value().isNothing()) {
      merged.put(entry.name(), before == null ? entry : new Entry(entry.key(), entry.value()));
    }
  }

  private boolean isAllowed(Map<String, Entry> merged, Entry entry, Shape shape, String path) {
    Optional<String> thing = shape.fixedThings();
    if (shape.isFixed(entry.name())) {
      refuse(
          entry.key(),
          path,
          "'" + entry.name() + "' is the same in every stage",
          "use a parameter, or leave it out here");
      return false;
    }
    boolean gone = entry.value().isNull() && !entry.value().isNothing();
    boolean thingOfOurs = thing.isPresent() && !BlockShape.isUsersOwn(entry.name());
    if (thingOfOurs && (gone || !merged.containsKey(entry.name()))) {
      refuse(
          entry.key(),
          path,
          "stage "
              + stage
              + (gone ? " leaves out the " : " adds the ")
              + thing.get()
              + " '"
              + entry.name()
              + "'",
          "every stage has the same things: use a parameter, or change it for all");
      return false;
    }
    return true;
  }

  private void refuse(YamlScalar key, String path, String message, String hint) {
    findings.error("fixed-in-stage", At.of(path, key), message, hint);
  }

  /** Another trigger takes the place of the one in the file. */
  private static void dropReplaced(Map<String, Entry> merged, YamlMap overlay, Shape shape) {
    boolean job = TRIGGERS.stream().allMatch(key -> shape.child(key).isPresent());
    List<String> given =
        new ArrayList<>(TRIGGERS.stream().filter(key -> overlay.find(key).isPresent()).toList());
    given.removeIf(key -> overlay.value(key).map(YamlNode::isNull).orElse(false));
    if (job && !given.isEmpty()) {
      TRIGGERS.stream().filter(key -> !given.contains(key)).forEach(merged::remove);
    }
  }

  private static boolean isOtherType(YamlMap under, YamlMap over, Shape shape) {
    Optional<String> before = under.value("type").map(YamlNode::toString);
    Optional<String> after = over.value("type").map(YamlNode::toString);
    return shape.child("type").isPresent() && after.isPresent() && !after.equals(before);
  }
}
