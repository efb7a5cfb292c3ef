package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Function.Access;
import dev.tidemill.model.Position;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.IdKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a function uses: ids, each with what it does there. */
record UsesShape() implements Shape {

  private static final Shape WORD = Leaves.word("read", "write", "readWrite");

  @Override
  public YamlNode expand(YamlNode node) {
    return Shorthands.idsWrittenOut(node);
  }

  @Override
  public Optional<Shape> child(String key) {
    return Optional.of(WORD);
  }

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    YamlNode full = expand(node);
    if (full.isNull()) {
      return Optional.of(Value.Fields.empty(place.position()));
    }
    if (!(full instanceof YamlMap map)) {
      return reading.wrongType(full, place, "ids", "write [id] or { id: read }");
    }
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, Position> given = new LinkedHashMap<>();
    for (YamlMap.Entry entry : map.entries()) {
      if (BlockShape.isUsersOwn(entry.name()) && !isOfAList(entry)) {
        continue;
      }
      given.put(entry.name(), entry.key().position());
      Place below = place.key(entry.name(), entry.key().position());
      if (RawShape.isWithoutParameters(entry.key(), below, reading)
          && isKnown(entry, below, reading)) {
        access(entry, below, reading).ifPresent(value -> values.put(entry.name(), value));
      }
    }
    return Optional.of(new Value.Fields(values, given, map.position()));
  }

  /** Whether it was an id of a list, which has no value of its own. */
  private static boolean isOfAList(YamlMap.Entry entry) {
    return entry.value().position().equals(entry.key().position());
  }

  private static boolean isKnown(YamlMap.Entry entry, Place place, Reading reading) {
    YamlScalar key = entry.key();
    return reading
        .names()
        .check(
            reading.findings(), place.path(), key, IdKind.STORE, IdKind.STREAM, IdKind.CONNECTION);
  }

  private static Optional<Value> access(YamlMap.Entry entry, Place place, Reading reading) {
    if (entry.value().isNull()) {
      boolean stream = !reading.names().kinds(entry.name(), List.of(IdKind.STREAM)).isEmpty();
      Access access = stream ? Access.WRITE : Access.READ_WRITE;
      return Optional.of(leaf(access, entry.value().position()));
    }
    return WORD.read(entry.value(), place, reading)
        .flatMap(value -> Values.leaf(value, String.class))
        .map(word -> leaf(access(word), entry.value().position()));
  }

  private static Access access(String word) {
    return switch (word) {
      case "read" -> Access.READ;
      case "write" -> Access.WRITE;
      default -> Access.READ_WRITE;
    };
  }

  private static Value.Leaf leaf(Access access, Position position) {
    String shown =
        switch (access) {
          case READ -> "read";
          case WRITE -> "write";
          case READ_WRITE -> "readWrite";
        };
    return new Value.Leaf(access, shown, position);
  }
}
