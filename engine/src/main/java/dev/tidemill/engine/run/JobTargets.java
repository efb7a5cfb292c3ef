package dev.tidemill.engine.run;

import dev.tidemill.engine.commit.BookmarksTopic;
import dev.tidemill.engine.commit.TableCreator;
import dev.tidemill.engine.commit.TargetStream;
import dev.tidemill.engine.commit.TargetTable;
import dev.tidemill.model.Names;
import dev.tidemill.model.Node;
import dev.tidemill.model.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes the targets of a job: those of its nodes, each by its kind, then its dead letters. */
final class JobTargets {

  private final JobContext context;
  private final TableCreator creator;
  private final Consumer<String> notices;

  JobTargets(JobContext context, Consumer<String> notices) {
    this.context = context;
    this.notices = notices;
    this.creator = new TableCreator(context.catalog());
  }

  /** All of them, in the order in which they take a range. */
  List<Target> all(List<SourceStream> streams, BadMessages messages) {
    List<Target> targets = new ArrayList<>();
    context.job().nodes(Node.Role.TARGET).forEach(node -> targets.add(of(node)));
    streams.forEach(source -> targets.add(deadLetters(source.stream(), messages)));
    return List.copyOf(targets);
  }

  private Target of(Node node) {
    return switch (node.kind()) {
      case "table" -> table(node);
      case "stream" -> stream(node);
      case "files" -> FilesTarget.of(node, context);
      default -> throw new IllegalArgumentException("No target " + node.kind());
    };
  }

  private Target table(Node node) {
    String id = (String) node.fields().get("table");
    TableName name = name(id);
    return new TableTarget(
        node.id(),
        context.pipeline().tables().get(id),
        name,
        creator,
        commits(name, false),
        context.writer(),
        context.steps(),
        notices);
  }

  private Target stream(Node node) {
    Stream stream = context.pipeline().streams().get(SourceStream.streamOf(node));
    Names names = context.pipeline().names();
    // Its bookmark goes in one transaction with what it gets: they are in one cluster.
    Map<String, String> kafka = context.kafka(stream);
    TargetStream commits =
        new TargetStream(
            stream.topic(),
            new BookmarksTopic(names.physical("bookmarks"), kafka),
            StreamTarget.producer(stream, kafka),
            names.physical(""),
            context.job().id());
    return new StreamTarget(node.id(), stream, commits, context.steps());
  }

  private Target deadLetters(Stream stream, BadMessages messages) {
    TableName name = name(Names.deadLetters(stream.id()));
    return new DeadLetterTarget(
        stream,
        name,
        creator,
        commits(name, true),
        context.writer(),
        messages,
        context.clock(),
        context.steps());
  }

  private TargetTable commits(TableName table, boolean shared) {
    return new TargetTable(context.catalog(), table.identifier(), context.writer(), shared);
  }

  private TableName name(String table) {
    return new TableName(context.database(), table);
  }
}
