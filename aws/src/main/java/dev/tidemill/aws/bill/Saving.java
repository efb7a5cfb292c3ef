package dev.tidemill.aws.bill;

/**
 * A change of the definition that makes the bill smaller.
 *
 * @param what it is, in words
 * @param change what to write
 * @param usd that a month would cost less
 */
public record Saving(String what, String change, double usd) {}
