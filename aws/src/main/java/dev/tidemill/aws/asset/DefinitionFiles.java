package dev.tidemill.aws.asset;

import dev.tidemill.model.Pipeline;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The definition with the files that it names, for a run that reads it elsewhere. */
public final class DefinitionFiles {

  private static final String NAME = "pipeline.yaml";

  /** A folder around the definition's, where a path leads out of that. */
  private static final String AROUND = "_/";

  private DefinitionFiles() {}

  /** Whether it names no other files, so that it can go alone. */
  public static boolean isAlone(Pipeline pipeline) {
    return pipeline.outside().files().isEmpty();
  }

  /**
   * The files by their names in an archive. The definition is {@code pipeline.yaml}, in as many
   * folders {@code _} as the paths in it lead out of its own, so that they lead to the same files.
   *
   * @param pipeline one that names no file by an absolute path
   */
  public static Map<String, Path> of(Pipeline pipeline) {
    Set<String> written = pipeline.outside().files().keySet();
    int out = written.stream().mapToInt(DefinitionFiles::out).max().orElse(0);
    Path folder = Path.of(AROUND.repeat(out));
    Map<String, Path> files = new TreeMap<>();
    for (String path : written) {
      files.put(
          folder.resolve(path).normalize().toString().replace('\\', '/'),
          pipeline.folder().resolve(path));
    }
    files.put(AROUND.repeat(out) + NAME, pipeline.file());
    return files;
  }

  /** How many folders a path leads out of the one that it is relative to. */
  private static int out(String path) {
    int out = 0;
    for (Path name : Path.of(path).normalize()) {
      out += name.toString().equals("..") ? 1 : 0;
    }
    return out;
  }
}
