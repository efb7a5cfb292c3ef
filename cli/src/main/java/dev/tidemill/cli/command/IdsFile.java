package dev.tidemill.cli.command;

import dev.tidemill.model.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The file {@code .tidemill/names}, from which the shell completes ids: a line for each, {@code
 * function PutUser}.
 */
final class IdsFile {

  private static final String NAME = "names";

  private IdsFile() {}

  /** Writes it; where that is not possible the shell completes less. */
  static void write(Definition definition, Pipeline pipeline) {
    Path folder = definition.data();
    try {
      Files.createDirectories(folder);
      Path ignore = folder.resolve(".gitignore");
      if (!Files.exists(ignore)) {
        Files.writeString(ignore, "*\n");
      }
      Path next = Files.createTempFile(folder, NAME, null);
      Files.write(next, lines(pipeline));
      Files.move(next, folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException readOnly) {
      return;
    }
  }

  private static List<String> lines(Pipeline pipeline) {
    List<String> lines = new ArrayList<>();
    add(lines, "function", pipeline.functions().keySet());
    add(lines, "job", pipeline.jobs().keySet());
    add(lines, "stream", pipeline.streams().keySet());
    add(lines, "schedule", pipeline.schedules().keySet());
    return lines;
  }

  private static void add(List<String> lines, String kind, Collection<String> ids) {
    ids.forEach(id -> lines.add(kind + " " + id));
  }
}
