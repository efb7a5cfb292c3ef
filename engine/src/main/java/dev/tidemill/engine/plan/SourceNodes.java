package dev.tidemill.engine.plan;

import dev.tidemill.engine.NodeCounts;
import dev.tidemill.engine.kind.FilesSource;
import dev.tidemill.engine.kind.KindBinder;
import dev.tidemill.engine.kind.StreamSource;
import dev.tidemill.model.DataSize;
import dev.tidemill.model.Node;
import dev.tidemill.model.Pipeline;
import dev.tidemill.model.Stream;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Plans the sources of a job, each by its kind. */
record SourceNodes(Pipeline pipeline, SourceRows sources) {

  static final DataSize LONGEST_LINE = new DataSize(Integer.MAX_VALUE);

  PlannedNode plan(Node node, Observed observed) {
    return switch (node.kind()) {
      case "stream" -> stream(node, observed);
      case "files" -> files(node, observed);
      default -> throw new IllegalArgumentException("No source " + node.kind());
    };
  }

  private PlannedNode stream(Node node, Observed observed) {
    StreamSource source = KindBinder.bind(node, StreamSource.class);
    Stream stream = pipeline.streams().get(source.stream());
    DecodedSource decoded =
        DecodedSource.of(
            observed,
            sources.messages(node),
            stream.columns(),
            stream.maxMessage(),
            source.metadata());
    return planned(node, decoded, stream.onBadRecord() == Stream.OnBadRecord.DROP);
  }

  private PlannedNode files(Node node, Observed observed) {
    FilesSource source = KindBinder.bind(node, FilesSource.class);
    FileChecks.check(source);
    Dataset<Row> rows = sources.messages(node);
    DecodedSource decoded =
        source.format().equals("parquet")
            ? DecodedSource.typed(observed, rows, source.columns())
            : DecodedSource.of(observed, rows, source.columns(), LONGEST_LINE, List.of());
    return planned(node, decoded, false);
  }

  private static PlannedNode planned(Node node, DecodedSource decoded, boolean drops) {
    return new PlannedNode(
        decoded.rows(),
        decoded.good(),
        () -> {
          OptionalLong in = decoded.messages().value();
          OptionalLong out = decoded.good().value();
          OptionalLong bad = Count.difference(in, out);
          OptionalLong none = bad.isPresent() ? OptionalLong.of(0) : bad;
          return new NodeCounts(node.id(), in, out, drops ? bad : none, none, drops ? none : bad);
        },
        null);
  }
}
