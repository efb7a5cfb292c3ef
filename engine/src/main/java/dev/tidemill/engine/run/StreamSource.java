package dev.tidemill.engine.run;

import dev.tidemill.engine.commit.SourcePosition;
import dev.tidemill.engine.commit.StreamPosition;
import dev.tidemill.engine.source.Chosen;
import dev.tidemill.engine.source.RangeChooser;
import dev.tidemill.engine.source.RangeReader;
import dev.tidemill.engine.source.StreamRange;
import dev.tidemill.engine.source.Topics;
import dev.tidemill.model.Node;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A topic as a source.
 *
 * @param group the consumer group that shows lag tools how far the job has read
 */
record StreamSource(SourceStream stream, Topics topics, RangeReader reader, String group)
    implements Source {

  /** Messages of it. */
  record Range(Chosen chosen, RangeReader reader) implements SourceRange {

    @Override
    public SourcePosition end() {
      return chosen.position();
    }

    @Override
    public boolean isNewSince(SourcePosition last) {
      return chosen.isNewSince((StreamPosition) last);
    }

    @Override
    public long expired() {
      return chosen.expired();
    }

    @Override
    public List<String> notices() {
      return chosen.notices();
    }

    @Override
    public Dataset<Row> rows(Node node) {
      return reader.read(chosen.range());
    }
  }

  @Override
  public String place() {
    return stream.place();
  }

  @Override
  public boolean isOf(Node node) {
    return node.kind().equals("stream") && SourceStream.streamOf(node).equals(stream.stream().id());
  }

  @Override
  public SourcePosition start() {
    return topics.start(stream.topic(), stream.starting());
  }

  @Override
  public SourceRange next(SourcePosition last) {
    return new Range(
        RangeChooser.next(
            stream.topic(),
            (StreamPosition) last,
            topics.state(stream.topic()),
            stream.maxPerBatch()),
        reader);
  }

  @Override
  public SourceRange again(SourcePosition from, SourcePosition to) {
    return new Range(
        RangeChooser.again(
            stream.topic(),
            (StreamPosition) from,
            (StreamPosition) to,
            topics.state(stream.topic())),
        reader);
  }

  @Override
  public SourceRange unread() {
    StreamRange nothing = StreamRange.empty(stream.topic(), "");
    return new Range(new Chosen(nothing, new StreamPosition("", Map.of()), 0, List.of()), reader);
  }

  @Override
  public void taken(SourcePosition at) {
    topics.mirror(group, stream.topic(), (StreamPosition) at);
  }
}
