package dev.tidemill.aws.bill.process;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.bill.Words;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.aws.price.PriceKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A Glue job of G.1X workers that runs every 15 minutes: 40 s to start, a minute at least. */
public record GlueBatch(int workers, PriceKey dpuHour) implements ProcessOption {

  private static final Duration EVERY = Duration.ofMinutes(15);
  private static final Duration START = Duration.ofSeconds(40);

  /** With as many workers as end in time: one is the driver. */
  public static GlueBatch carrying(Traffic traffic, PriceKey dpuHour) {
    return new GlueBatch(Batches.inTime(traffic, EVERY, START).executors() + 1, dpuHour);
  }

  @Override
  public String label() {
    return "Glue batch 15 min, G.1X ×" + workers;
  }

  @Override
  public List<Item> items(Traffic traffic, StreamOption stream) {
    Batches batches = new Batches(EVERY, START, workers - 1);
    String assumption =
        Words.of("%,.0f runs × %.0f s × %d DPU", batches.runs(), batches.seconds(traffic), workers);
    return List.of(
        new Item("Glue runs", dpuHour, batches.hours(traffic) * workers, assumption),
        Speed.filesOf(batches.runs(), workers));
  }

  @Override
  public Optional<String> obstacle(Traffic traffic, StreamOption stream) {
    return Speed.obstacle(traffic, (workers - 1) * GlueWorker.G_1X.vcpus());
  }

  @Override
  public boolean deployable() {
    return true;
  }
}
