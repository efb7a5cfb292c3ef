package dev.tidemill.aws.bill.stream;

import dev.tidemill.aws.bill.Traffic;

/** Records of Kinesis and Firehose: one event each, or several that the producer put together. */
public final class Records {

  public static final double KB = 1024;

  private Records() {}

  /** GiB in a month if each record is rounded up to a multiple of so many bytes. */
  public static double gib(Traffic traffic, int eventsPerRecord, double multiple) {
    double bytes = traffic.bytes() * eventsPerRecord;
    return traffic.gib() * units(bytes, multiple) * multiple / bytes;
  }

  static double units(double bytes, double multiple) {
    return Math.max(1, Math.ceil(bytes / multiple));
  }

  static String label(String service, int eventsPerRecord) {
    return eventsPerRecord == 1 ? service : service + ", " + eventsPerRecord + ":1 aggregated";
  }
}
