package dev.tidemill.runtime.up;

import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Sql;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What a definition consists of: its own file, and those of SQL that stands in files. */
final class DefinitionFiles {

  private DefinitionFiles() {}

  static NavigableSet<Path> of(Pipeline pipeline) {
    NavigableSet<Path> files = new TreeSet<>();
    files.add(pipeline.file());
    pipeline.jobs().values().stream()
        .flatMap(job -> job.nodes().values().stream())
        .map(Node::fields)
        .forEach(fields -> add(fields, files));
    return files;
  }

  private static void add(Object field, NavigableSet<Path> files) {
    if (field instanceof Sql sql) {
      sql.file().ifPresent(files::add);
    } else if (field instanceof Map<?, ?> map) {
      map.values().forEach(value -> add(value, files));
    } else if (field instanceof Collection<?> list) {
      list.forEach(value -> add(value, files));
    }
  }
}
