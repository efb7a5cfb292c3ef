package dev.tidemill.aws.bill;

import java.time.Duration;

/** The month of every bill: 730 hours, as AWS's own calculators have it. */
public final class Month {

  public static final double HOURS = 730;
  public static final double SECONDS = HOURS * 3600;
  public static final double DAYS = HOURS / 24;
  public static final double GIB = 1L << 30;

  private Month() {}

  /** How often something that happens every so often happens in a month. */
  public static double times(Duration every) {
    return SECONDS / (every.toMillis() / 1000.0);
  }
}
