package dev.tidemill.aws.bill;

import dev.tidemill.aws.price.PriceKey;

/**
 * So much of something that has a list price.
 *
 * @param resource what it is, in words: {@code MSK kafka.t3.small}
 * @param count in a month, in single pieces: requests, not millions of them
 * @param assumption where the count comes from
 */
public record Item(String resource, PriceKey key, double count, String assumption) {}
