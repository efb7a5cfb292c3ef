package dev.tidemill.model;

import java.time.Duration;

/**
 * What only AWS knows of a function.
 *
 * @param snapStart whether it starts from a snapshot where its runtime can
 * @param internet whether it reaches addresses outside of AWS, which takes a NAT
 * @param logRetention one of the times that CloudWatch offers
 */
public record FunctionAws(
    boolean snapStart, Architecture architecture, boolean internet, Duration logRetention) {

  /** What holds where the definition says nothing. */
  public static final FunctionAws DEFAULT =
      new FunctionAws(true, Architecture.X86_64, false, Duration.ofDays(30));

  /** The processors that Lambda has. */
  public enum Architecture {
    X86_64,
    ARM64
  }
}
