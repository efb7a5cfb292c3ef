package dev.tidemill.aws.bill.process;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Tiers;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.bill.stream.StreamOption;
import dev.tidemill.aws.price.PriceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function of 1,024 MB that the stream calls with up to 5,000 events or after 60 s, and that
 * writes a file each time.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">1,769 MB
 *     give one virtual processor</a>
 */
public record LambdaReader() implements ProcessOption {

  private static final double MB = 1024;
  private static final double MB_OF_ONE_VCPU = 1769;
  private static final double EVENTS = 5000;
  private static final double SECONDS = 60;
  private static final double FIXED_SECONDS = 0.2;
  private static final double FIRST_TIER = 6e9;

  @Override
  public String label() {
    return "Lambda 1,024 MB x86";
  }

  @Override
  public List<Item> items(Traffic traffic, StreamOption stream) {
    double calls = Month.SECONDS / Math.min(SECONDS, EVENTS / traffic.eventsPerSecond());
    double bytesPerSecond = MB / MB_OF_ONE_VCPU * Speed.MB_PER_VCPU * 1e6;
    double seconds =
        calls * FIXED_SECONDS + traffic.bytesPerSecond() * Month.SECONDS / bytesPerSecond;
    String assumption = "up to 5,000 events or 60 s a call, 0.2 s and the events' bytes at 5 MB/s";
    List<Item> items = new ArrayList<>();
    items.add(new Item("Lambda calls", PriceKeys.LAMBDA_REQUESTS, calls, assumption));
    items.addAll(
        new Tiers()
            .then(PriceKeys.LAMBDA_X86_1, FIRST_TIER)
            .then(PriceKeys.LAMBDA_X86_2, Double.MAX_VALUE)
            .items("Lambda time", seconds * MB / 1024, assumption));
    items.add(new Item("files written", PriceKeys.S3_PUT, calls, "one a call"));
    return items;
  }

  @Override
  public Optional<String> obstacle(Traffic traffic, StreamOption stream) {
    return Optional.empty();
  }
}
