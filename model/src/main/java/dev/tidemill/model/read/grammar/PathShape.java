package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Optional;

/**
 * The path of a file on this machine, relative to the definition.
 *
 * @param missing the code if there is no such file; empty if that does not matter
 * @param hint what such a file is
 * @param atRuns whether runs of jobs need it
 */
record PathShape(Optional<String> missing, String hint, boolean atRuns) implements Shape {

  /** A file that a build may make yet. */
  static PathShape later() {
    return new PathShape(Optional.empty(), "", false);
  }

  static PathShape samples() {
    return new PathShape(
        Optional.of("sample-missing"),
        "samples are files of one JSON object a line, relative to the definition",
        false);
  }

  static PathShape certificate() {
    return new PathShape(
        Optional.of("no-file"), "a certificate is a PEM file, relative to the definition", true);
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    return Leaves.text().read(node, place, reading).filter(leaf -> isGood(leaf, place, reading));
  }

  private boolean isGood(Value value, Place place, Reading reading) {
    if (!reading.whole()) {
      return true;
    }
    String path = Values.leaf(value, String.class).orElse("");
    At at = new At(place.path(), value.position(), path);
    if (atRuns) {
      reading.taken().file(path, value.position());
    }
    String name = Words.cut(path);
    try {
      boolean there = Files.isRegularFile(reading.folder().resolve(path));
      if (!there && missing.filter(reading.findings()::asksFor).isPresent()) {
        reading.findings().error(missing.get(), at, "no file " + name, hint);
        return false;
      }
      return true;
    } catch (InvalidPathException e) {
      reading
          .findings()
          .error("bad-path", at, place.label() + ": '" + name + "' is no path", "correct it");
      return false;
    }
  }
}
