package dev.tidemill.aws.bill.process;

import dev.tidemill.aws.bill.Item;
import dev.tidemill.aws.bill.Month;
import dev.tidemill.aws.bill.Traffic;
import dev.tidemill.aws.bill.Words;
import dev.tidemill.aws.price.PriceKeys;
import java.util.Optional;

/**
 * How fast events become files: 5 MB in a second for each virtual processor. This is assumed, not
 * measured, and decides the sizes of all processors.
 */
final class Speed {

  static final double MB_PER_VCPU = 5;
  static final double SPARE = 1.25;

  private Speed() {}

  /** Virtual processors that the traffic needs, with a quarter to spare. */
  static double vcpus(Traffic traffic) {
    return SPARE * traffic.megabytesPerSecond() / MB_PER_VCPU;
  }

  static Optional<String> obstacle(Traffic traffic, double vcpus) {
    double most = vcpus * MB_PER_VCPU;
    return traffic.megabytesPerSecond() <= most
        ? Optional.empty()
        : Optional.of(
            Words.of("too small: %.0f MB/s, %.1f are needed", most, traffic.megabytesPerSecond()));
  }

  /** The files of so many writers that begin a new one every minute. */
  static Item filesEachMinute(int writers) {
    double files = writers * Month.SECONDS / 60;
    return new Item("files written", PriceKeys.S3_PUT, files, "one a minute and writer");
  }

  /** The files of so many runs. */
  static Item filesOf(double runs, int writers) {
    return new Item("files written", PriceKeys.S3_PUT, runs * writers, "one a run and writer");
  }
}
