package dev.tidemill.engine.run;

import dev.tidemill.engine.files.Places;
import dev.tidemill.engine.kind.FilesSource;
import dev.tidemill.engine.kind.KindBinder;
import dev.tidemill.engine.plan.BadRows;
import dev.tidemill.model.Node;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Says where the rows of files are that were not taken. The files are still there to look at. */
final class DeadRows {

  private static final int FILES = 20;

  private DeadRows() {}

  /**
   * A line for each file with dead rows, of the first ones; they are looked for only if counted.
   */
  static List<String> notices(JobContext context, Sources sources, Batch batch) {
    List<String> notices = new ArrayList<>();
    for (Node node : context.job().nodes(Node.Role.SOURCE)) {
      if (node.kind().equals("files") && batch.dead(node).orElse(0) > 0) {
        FilesSource source = KindBinder.bind(node, FilesSource.class);
        BadRows.byFile(source, batch.range(sources.of(node)).rows(node))
            .limit(FILES)
            .collectAsList()
            .forEach(file -> notices.add(notice(context, node, file)));
      }
    }
    return notices;
  }

  private static String notice(JobContext context, Node node, Row file) {
    long rows = file.getLong(1);
    return "[dead-rows] %s: %d %s of %s not taken: %s"
        .formatted(
            node.id(),
            rows,
            rows == 1 ? "row" : "rows",
            Places.nameOfUri(context.pipeline().folder(), file.getString(0)),
            file.getString(2));
  }
}
