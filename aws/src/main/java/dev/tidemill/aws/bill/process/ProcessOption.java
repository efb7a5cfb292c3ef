package dev.tidemill.aws.bill.process;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.bill.stream.StreamOption;
import java.util.List;
import java.util.Optional;

/** A service in one size that may process the streams. */
public sealed interface ProcessOption
    permits EmrServerless, Fargate, Firehose, GlueBatch, GlueStreaming, LambdaReader {

  /** As tables show it. */
  String label();

  /** What a month of it takes, the files that it writes included. */
  List<Item> items(Traffic traffic, StreamOption stream);

  /** Why it cannot process the traffic of that stream. */
  Optional<String> obstacle(Traffic traffic, StreamOption stream);

  /** Whether Tidemill deploys it today. */
  default boolean deployable() {
    return false;
  }
}
