package dev.tidemill.engine.run;

import dev.tidemill.engine.EngineException;
import dev.tidemill.model.Stream;
import java.util.List;
import org.apache.spark.sql.Row;

/** {@code onBadRecord: fail}: looks before the first target takes anything. */
final class BadRecords {

  private BadRecords() {}

  /**
   * Reads the ranges of the streams that must have no bad message.
   *
   * @throws EngineException {@code [bad-record]} with one of them
   */
  static void refuse(List<SourceStream> streams, Batch batch, BadMessages messages) {
    for (SourceStream source : streams) {
      Stream stream = source.stream();
      if (stream.onBadRecord() == Stream.OnBadRecord.FAIL
          && !batch.range(stream.topic()).isEmpty()) {
        List<Row> bad =
            messages
                .in(batch.range(stream.topic()), stream)
                .select("partition", "offset", "reason", "detail")
                .limit(1)
                .collectAsList();
        if (!bad.isEmpty()) {
          throw badRecord(stream, bad.get(0));
        }
      }
    }
  }

  private static EngineException badRecord(Stream stream, Row first) {
    return new EngineException(
        "bad-record",
        "stream %s has a bad message at %s/%d/%d: %s%s"
            .formatted(
                stream.id(),
                stream.topic(),
                first.getInt(0),
                first.getLong(1),
                first.getString(2),
                first.isNullAt(3) ? "" : ", " + first.getString(3)));
  }
}
