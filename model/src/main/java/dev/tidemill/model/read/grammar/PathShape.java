package dev.tidemill.model.read.grammar;

import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.Optional;

/** The path of a file on this machine, relative to the definition. */
record PathShape(boolean samples) implements Shape {

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
    String name = Words.cut(path);
    try {
      boolean there = Files.isRegularFile(reading.folder().resolve(path));
      if (samples && !there) {
        reading
            .findings()
            .error(
                "sample-missing",
                at,
                "no file " + name,
                "samples are files of one JSON object a line, relative to the definition");
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
