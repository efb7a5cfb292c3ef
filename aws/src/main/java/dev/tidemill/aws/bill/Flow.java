package dev.tidemill.aws.bill;

/**
 * How much goes through a stream, or how often a function is called.
 *
 * @param origin where the figure comes from, for people
 */
public record Flow(double perSecond, String origin) {

  /** In a month. */
  public double perMonth() {
    return perSecond * Month.SECONDS;
  }
}
