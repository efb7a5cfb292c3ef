package dev.tidemill.aws.bill.stream;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Traffic;
import java.util.List;
import java.util.Optional;

/** Functions hand their events to the processor itself. */
public record NoStream() implements StreamOption {

  @Override
  public String label() {
    return "(none)";
  }

  @Override
  public List<Item> items(Traffic traffic) {
    return List.of();
  }

  @Override
  public Optional<String> obstacle(Traffic traffic) {
    return Optional.empty();
  }
}
