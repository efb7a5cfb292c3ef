package dev.tidemill.aws.bill;

/**
 * Something of the deployment that no figure of the bill holds.
 *
 * @param reason why
 */
public record Unpriced(String what, String reason) {}
