package dev.tidemill.cli.command;

import dev.tidemill.cli.CommandException;
import dev.tidemill.model.Finding;
import dev.tidemill.model.NodeKinds;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.check.FindingsText;
import dev.tidemill.model.read.Checked;
import dev.tidemill.model.read.DefinitionReader;
import dev.tidemill.runtime.DataFolder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The definition that a command is about, and where its data lies. */
record Definition(Path file, Checked checked, Path data) {

  private static final String FILE_NAME = "pipeline.yaml";

  /**
   * Finds and reads it.
   *
   * @param folder the argument DIR, or null
   */
  static Definition of(Tidemill root, Path folder) {
    Path file = locate(root, folder);
    Checked checked =
        new DefinitionReader(NodeKinds.onClassPath(), root.shell().environment())
            .read(file, root.stage(), root.set);
    Path data =
        Optional.ofNullable(root.data)
            .or(() -> root.shell().variable("TIDEMILL_DATA").map(Path::of))
            .map(root.startedIn::resolve)
            .orElseGet(() -> folderOf(file).resolve(DataFolder.NAME));
    return new Definition(file, checked, data.toAbsolutePath().normalize());
  }

  /** The file as the user named it, so that terminals link it. */
  private static Path locate(Tidemill root, Path folder) {
    Path named =
        Optional.ofNullable(folder)
            .or(() -> root.shell().variable("TIDEMILL_DIR").map(Definition::path))
            .orElse(Path.of(""));
    Path place = root.startedIn.resolve(named);
    if (Files.isRegularFile(place)) {
      return place;
    }
    if (!Files.isDirectory(place.toAbsolutePath())) {
      throw CommandException.wrong("no folder '" + place + "'");
    }
    Path file = place.resolve(FILE_NAME);
    if (!Files.exists(file)) {
      String shown = place.toString().isEmpty() ? "here" : "in " + place;
      throw CommandException.wrong(
          "no " + FILE_NAME + " " + shown + ": name the folder that holds it, or use -C DIR");
    }
    return file;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw CommandException.wrong("TIDEMILL_DIR: '" + text + "' is not a path");
    }
  }

  private static Path folderOf(Path file) {
    return file.toAbsolutePath().normalize().getParent();
  }

  /** The pipeline; if there is an error in it, tells all and ends with status 2. */
  Pipeline orRefuse(Tidemill root) {
    if (checked.pipeline().isEmpty()) {
      FindingsText.lines(checked.findings()).forEach(root.shell().err()::println);
      throw CommandException.told();
    }
    return checked.pipeline().get();
  }

  List<Finding> warnings() {
    return checked.findings().stream().filter(finding -> !finding.isError()).toList();
  }

  /** The folder of a stage. */
  DataFolder stage(String stage) {
    return new DataFolder(data.resolve(stage));
  }

  /** The folder of the rehearsal. */
  DataFolder rehearsal() {
    return new DataFolder(data.resolve(DataFolder.REHEARSAL));
  }
}
