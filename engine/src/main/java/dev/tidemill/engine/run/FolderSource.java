package dev.tidemill.engine.run;

import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.commit.FilesPosition;
import dev.tidemill.engine.commit.SourcePosition;
import dev.tidemill.engine.commit.Writer;
import dev.tidemill.engine.files.FileRows;
import dev.tidemill.engine.files.FolderListing;
import dev.tidemill.engine.files.FoundFile;
import dev.tidemill.engine.files.Places;
import dev.tidemill.engine.files.RangeLists;
import dev.tidemill.engine.files.Storage;
import dev.tidemill.engine.kind.FilesSource;
import dev.tidemill.engine.kind.KindBinder;
import dev.tidemill.engine.session.Sessions;
import dev.tidemill.model.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A folder as a source: the files that came to it since the last range. */
record FolderSource(
    String place, SparkSession session, Path base, FolderListing listing, RangeLists lists)
    implements Source {

  /** The folders that the nodes of a job read. */
  static List<Source> of(JobContext context) {
    Map<String, Source> folders = new LinkedHashMap<>();
    for (Node node : context.job().nodes(Node.Role.SOURCE)) {
      if (node.kind().equals("files")) {
        String path = KindBinder.bind(node, FilesSource.class).path();
        folders.computeIfAbsent(place(context.pipeline().folder(), path), p -> of(context, path));
      }
    }
    return List.copyOf(folders.values());
  }

  private static FolderSource of(JobContext context, String path) {
    Path base = context.pipeline().folder();
    String place = place(base, path);
    Storage lake =
        Storage.at(
            context.session().conf().get(Sessions.CATALOG_KEY + ".warehouse"), context.hadoop());
    return new FolderSource(
        place,
        context.session(),
        base,
        new FolderListing(base, path, context.hadoop()),
        RangeLists.of(lake, context.writer(), place, context.clock()));
  }

  private static String place(Path base, String path) {
    return Bookmark.files(Places.name(base, path));
  }

  /**
   * Files of it.
   *
   * @param gone those that are no longer there as they were found
   */
  record Range(FolderSource source, FilesPosition end, List<FoundFile> files, List<FoundFile> gone)
      implements SourceRange {

    @Override
    public boolean isNewSince(SourcePosition last) {
      return !end.equals(last);
    }

    @Override
    public long expired() {
      return gone.size();
    }

    @Override
    public List<String> notices() {
      return gone.stream()
          .map(
              file ->
                  "[expired] file %s was deleted or changed before it was read"
                      .formatted(file.path()))
          .toList();
    }

    @Override
    public Dataset<Row> rows(Node node) {
      List<String> paths =
          files.stream()
              .map(file -> Places.hadoop(Places.absolute(source.base, file.path())).toString())
              .toList();
      return new FileRows(source.session, KindBinder.bind(node, FilesSource.class)).of(paths);
    }
  }

  @Override
  public boolean isOf(Node node) {
    return node.kind().equals("files")
        && place.equals(place(base, KindBinder.bind(node, FilesSource.class).path()));
  }

  @Override
  public SourcePosition start() {
    return new FilesPosition(0);
  }

  @Override
  public SourceRange next(SourcePosition last) {
    long number = ((FilesPosition) last).range();
    Optional<List<FoundFile>> files = lists.after(number, listing::files);
    return files.isPresent()
        ? range(number + 1, files.get())
        : new Range(this, (FilesPosition) last, List.of(), List.of());
  }

  @Override
  public SourceRange again(SourcePosition from, SourcePosition to) {
    long end = ((FilesPosition) to).range();
    return range(end, lists.between(((FilesPosition) from).range(), end));
  }

  private Range range(long end, List<FoundFile> files) {
    List<FoundFile> there = new ArrayList<>(files);
    List<FoundFile> gone = files.stream().filter(file -> !listing.isThere(file)).toList();
    there.removeAll(gone);
    return new Range(this, new FilesPosition(end), List.copyOf(there), gone);
  }

  @Override
  public SourceRange unread() {
    return new Range(this, new FilesPosition(0), List.of(), List.of());
  }

  @Override
  public void adopt(Writer oldJob) {
    lists.adopt(oldJob);
  }
}
