package dev.tidemill.engine.run;

import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.WayOut;
import dev.tidemill.engine.commit.Bookmark;
import dev.tidemill.engine.files.FileWriter;
import dev.tidemill.engine.files.FilesCommits;
import dev.tidemill.engine.files.Places;
import dev.tidemill.engine.files.Storage;
import dev.tidemill.engine.kind.KindBinder;
import dev.tidemill.engine.plan.CountedPlan;
import dev.tidemill.model.Node;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A node that writes files. */
record FilesTarget(
    String node, String folder, FileWriter writer, FilesCommits commits, JobContext context)
    implements Target {

  static FilesTarget of(Node node, JobContext context) {
    var fields = KindBinder.bind(node, dev.tidemill.engine.kind.FilesTarget.class);
    String folder = Places.absolute(context.pipeline().folder(), fields.path());
    return new FilesTarget(
        node.id(),
        folder,
        new FileWriter(fields),
        new FilesCommits(
            Storage.at(folder, context.hadoop()),
            context.writer(),
            context.clock(),
            context.steps()),
        context);
  }

  @Override
  public String name() {
    return "folder " + Places.name(context.pipeline().folder(), folder);
  }

  /** A folder is made with its first file. */
  @Override
  public void create(CountedPlan plan) {}

  @Override
  public Optional<Bookmark> bookmark() {
    return commits.bookmark();
  }

  @Override
  public void move(Optional<Bookmark> from, Bookmark to) {
    commits.move(from, to);
  }

  @Override
  public void take(Batch batch) {
    Dataset<Row> rows = batch.plan().target(node);
    context.steps().reached("planned");
    commits.take(
        batch.from(),
        batch.to(),
        attempt -> {
          writer.write(rows, Places.hadoop(folder + "/" + attempt).toString());
          batch.plan().written(node);
          return taken(batch);
        });
  }

  private OptionalLong taken(Batch batch) {
    return batch.counts().stream()
        .filter(count -> count.node().equals(node))
        .map(NodeCounts::in)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  @Override
  public Optional<String> resolve(WayOut wayOut) {
    return wayOut instanceof WayOut.Adopt adopt ? commits.adopt(adopt.oldJob()) : Optional.empty();
  }
}
