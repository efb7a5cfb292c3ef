package dev.tidemill.aws.bill;

/**
 * One of the three bills. What is assumed and not known is halved for the low one and doubled for
 * the high one; the high one has the peak all month where the load says one.
 */
public enum Scenario {
  LOW(0.5),
  EXPECTED(1),
  HIGH(2);

  private final double factor;

  Scenario(double factor) {
    this.factor = factor;
  }

  /** An assumed figure in this bill. */
  public double assumed(double figure) {
    return figure * factor;
  }
}
