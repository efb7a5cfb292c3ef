package dev.tidemill.engine.run;

import dev.tidemill.engine.EngineException;
import dev.tidemill.engine.files.FolderListing;
import dev.tidemill.engine.files.FoundFile;
import dev.tidemill.engine.files.RangeLists;
import dev.tidemill.engine.kind.FilesSource;
import dev.tidemill.engine.kind.KindBinder;
import dev.tidemill.model.Node;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** What lies in the folder whose new files set a job off. */
public final class Arrivals {

  private Arrivals() {}

  /**
   * The files that a range would take, in a text that changes with them; empty text: none.
   *
   * @throws EngineException if they cannot be listed
   */
  public static String of(JobContext context) {
    Node node = context.job().nodes().get(context.job().onArrival().orElseThrow());
    String path = KindBinder.bind(node, FilesSource.class).path();
    FolderListing listing = new FolderListing(context.pipeline().folder(), path, context.hadoop());
    Instant settled = context.clock().instant().minus(RangeLists.SETTLED);
    try {
      List<FoundFile> files =
          listing.files().stream().filter(file -> !file.modified().isAfter(settled)).toList();
      return files.isEmpty() ? "" : files.size() + " files, " + files.hashCode();
    } catch (UncheckedIOException failure) {
      throw new EngineException(
          "no-folder", "cannot list " + path + ": " + failure.getCause().getMessage(), failure);
    }
  }
}
