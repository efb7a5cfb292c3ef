package dev.tidemill.aws.bill.stream;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Traffic;
import java.util.List;
import java.util.Optional;

/** A service in one size that may hold the streams. */
public sealed interface StreamOption
    permits KinesisAdvantage,
        KinesisOnDemand,
        KinesisProvisioned,
        MskExpress,
        MskProvisioned,
        MskServerless,
        NoStream {

  /** As tables show it. */
  String label();

  /** What a month of it takes; always the same items, whatever the traffic. */
  List<Item> items(Traffic traffic);

  /** Why it cannot carry the traffic. */
  Optional<String> obstacle(Traffic traffic);

  /** Whether Tidemill deploys it today. */
  default boolean deployable() {
    return false;
  }
}
