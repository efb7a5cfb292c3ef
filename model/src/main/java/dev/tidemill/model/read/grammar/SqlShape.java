package dev.tidemill.model.read.grammar;

import dev.tidemill.model.Sql;
import dev.tidemill.model.Sql.Placeholder;
import dev.tidemill.model.read.grammar.References.Also;
import dev.tidemill.model.read.yaml.DefinitionFile;
import dev.tidemill.model.read.yaml.Findings.At;
import dev.tidemill.model.read.yaml.YamlMap;
import dev.tidemill.model.read.yaml.YamlNode;
import dev.tidemill.model.read.yaml.YamlScalar;
import dev.tidemill.model.value.Part;
import dev.tidemill.model.value.Part.Literal;
import dev.tidemill.model.value.Part.Reference;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Spark SQL, or {@code {file: PATH}} with it.
 *
 * @param inJob whether the values of a batch may stand in it
 */
record SqlShape(boolean inJob) implements Shape {

  @Override
  public Optional<Value> read(YamlNode node, Place place, Reading reading) {
    if (node instanceof YamlMap map && map.find("file").isPresent()) {
      return file(map, place, reading);
    }
    if (!(node instanceof YamlScalar scalar) || node.isNothing()) {
      return reading.wrongType(node, place, "SQL", "write it as text, or { file: PATH }");
    }
    return sql(scalar, scalar, place, reading, Optional.empty());
  }

  private Optional<Value> file(YamlMap map, Place place, Reading reading) {
    BlockShape block = BlockShape.of("a file of SQL", Key.key("file", Leaves.text()));
    Optional<String> path = block.read(map, place, reading).text("file");
    if (path.isEmpty() || !reading.whole()) {
      return Optional.empty();
    }
    YamlScalar written = (YamlScalar) map.value("file").orElseThrow();
    reading.taken().file(path.get(), written.position());
    try {
      Path file = reading.folder().resolve(path.get());
      if (Files.isRegularFile(file)) {
        return DefinitionFile.load(file, reading.findings())
            .flatMap(
                text ->
                    sql(
                        YamlScalar.of(text.text(), text),
                        written,
                        place,
                        reading,
                        Optional.of(file)));
      }
    } catch (InvalidPathException e) {
      // Reported like any path that leads nowhere.
    }
    reading
        .findings()
        .error(
            "no-file",
            At.of(place.path(), written),
            "no file " + Words.cut(path.get()),
            "correct the path: it is relative to the definition");
    return Optional.empty();
  }

  private Optional<Value> sql(
      YamlScalar scalar, YamlScalar place, Place where, Reading reading, Optional<Path> file) {
    References references = new References(reading, where.path(), scalar);
    Optional<List<Part>> parts = references.parts();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    StringBuilder shown = new StringBuilder();
    List<Placeholder> placeholders = new ArrayList<>();
    boolean known = true;
    for (Part part : parts.get()) {
      if (part instanceof Literal literal) {
        text.append(literal.text());
        shown.append(Scope.escaped(literal.text()));
        continue;
      }
      Reference reference = (Reference) part;
      Optional<Object> value = references.value(reference, inJob ? Also.BATCH : Also.NOTHING);
      boolean batch = inJob && References.isBatch(reference);
      known &= value.isPresent() || batch;
      int start = text.length();
      text.append(References.written(reference));
      shown.append(value.map(SqlLiterals::of).orElse(References.written(reference)));
      placeholders.add(new Placeholder(start, text.length(), reference.name(), value));
    }
    boolean free = new SqlQuotes(reading, where.path(), scalar).check(parts.get());
    Sql sql = new Sql(text.toString(), placeholders, place.position(), file);
    return known && free
        ? Optional.of(new Value.Leaf(sql, shown.toString(), place.position()))
        : Optional.empty();
  }
}
