package dev.tidemill.model.read.grammar;

import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.Findings;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the reading of one tree needs and leaves.
 *
 * @param notBuilt takes what belongs to later release steps; said only if nothing else is wrong
 * @param folder of the definition
 * @param whole whether the tree is the whole definition of the stage asked for; otherwise nothing
 *     counts as missing in it, and parameters have no value
 * @param taken takes down what comes from outside of the definition
 */
public record Reading(
    Findings findings,
    Findings notBuilt,
    NodeKinds kinds,
    DeclaredNames names,
    Scope scope,
    Path folder,
    boolean whole,
    Taken taken) {

  /** The same, of a tree that is only a part: the file without its stage, or an overlay. */
  public Reading ofPart() {
    return new Reading(findings, notBuilt, kinds, names, scope, folder, false, taken);
  }

  /** The same where nothing is refused for being of a later release step. */
  public Reading elsewhere() {
    return new Reading(findings, new Findings(), kinds, names, scope, folder, whole, taken);
  }

  /** The same where other things are declared. */
  public Reading with(DeclaredNames newNames) {
    return new Reading(findings, notBuilt, kinds, newNames, scope, folder, whole, taken);
  }

  /** The same with parameters that have values. */
  public Reading with(Scope newScope) {
    return new Reading(findings, notBuilt, kinds, names, newScope, folder, whole, taken);
  }

  /** Takes down something of a later release step. */
  void later(int slice, String path, Position position, String what) {
    if (slice > 1) {
      String when =
          switch (slice) {
            case 2 -> "it comes with 'tidemill up'";
            case 3 -> "it comes with 'tidemill aws'";
            case 4 -> "it comes with the other node kinds";
            default -> "it comes later";
          };
      notBuilt.error("not-built", new At(path, position, ""), what + " is not built yet", when);
    }
  }

  /** Says that a value has the wrong form, unless that was said already. */
  <T> Optional<T> wrongType(YamlNode node, Place place, String wanted, String hint) {
    if (!(node instanceof YamlNode.Unreadable)) {
      findings.error(
          "wrong-type",
          new At(place.path(), node.position(), ""),
          place.label() + " takes " + wanted + ", not " + Words.form(node),
          hint);
    }
    return Optional.empty();
  }
}
